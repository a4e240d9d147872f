import EIDJSON

/// Something that the other side must not send; the connection ends with it.
struct ProtocolViolation: Error, Sendable, CustomStringConvertible {
    /// What it was, without any of its content.
    let description: String

    init(_ description: String) { self.description = description }
    init(_ error: JSONError) { description = "a message outside of the protocol: \(error)" }
}
