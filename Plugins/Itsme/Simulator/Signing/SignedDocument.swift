/// A signature value and what it belongs to.
struct SignedDocument: Sendable {
    let id: String
    let value: [UInt8]
}
