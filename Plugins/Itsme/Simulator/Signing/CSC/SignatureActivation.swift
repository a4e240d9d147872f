/// Leave to sign exactly these hashes with this credential (SCAL 2), once (itsme-protocol §18.6, §25.23).
struct SignatureActivation: Sendable {
    let action: String
    let client: String
    let credential: String
    let expires: Int
    /// What has not been signed yet, in the order approved.
    var open: [SigningOrder.Document]
    /// Whether part of the hashes was signed alone, which is allowed once.
    var wasPartial = false

    /// Uses up some of the hashes, in the order in which they were approved; `nil` when one is not among them.
    mutating func use(_ digests: [[UInt8]]) -> [SigningOrder.Document]? {
        var (used, rest) = ([SigningOrder.Document](), [SigningOrder.Document]())
        var wanted = digests[...]
        for document in open {
            if let next = wanted.first, document.digest == next {
                used.append(document)
                wanted = wanted.dropFirst()
            } else {
                rest.append(document)
            }
        }
        guard wanted.isEmpty else { return nil }
        open = rest
        return used
    }
}
