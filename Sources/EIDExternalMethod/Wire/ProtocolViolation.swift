import EIDJSON

/// Something that the other side must not send; the connection ends with it.
struct ProtocolViolation: Error, Sendable, CustomStringConvertible {
    /// What the other side does, without any of its content: the end of a sentence that begins with "it".
    let description: String

    init(_ description: String) { self.description = description }
    init(_ error: JSONError) { description = "sends a message outside of the protocol: \(error)" }
}
