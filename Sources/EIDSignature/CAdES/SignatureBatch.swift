/// Several digests that one approval covers, each under a name; their values match them one to one or not at all.
public struct SignatureBatch: Codable, Sendable {
    /// One digest of the batch.
    public struct Entry: Codable, Sendable {
        /// The name under which the value comes back.
        public let id: String
        /// What is signed.
        public let toBeSigned: ToBeSigned
    }

    /// The digests in the order in which they are sent.
    public let entries: [Entry]

    /// Makes a batch; names and digests must be distinct.
    ///
    /// Two equal digests would make two values interchangeable, and one document would be signed twice.
    public init(_ entries: [(id: String, toBeSigned: ToBeSigned)], limit: Int = 70) throws(SignatureError) {
        guard !entries.isEmpty, entries.count <= limit else {
            throw SignatureError(.batchMismatch, "a batch has 1 to \(limit) digests, this one \(entries.count)")
        }
        guard Set(entries.map { Array($0.id.utf8) }).count == entries.count else {
            throw SignatureError(.batchMismatch, "two digests of the batch have one name")
        }
        guard Set(entries.map(\.toBeSigned.digest)).count == entries.count else {
            throw SignatureError(.batchMismatch, "two digests of the batch are the same")
        }
        guard Set(entries.map(\.toBeSigned.certificateDER)).count == 1 else {
            throw SignatureError(.batchMismatch, "the digests of the batch are not for one certificate")
        }
        self.entries = entries.map { Entry(id: $0.id, toBeSigned: $0.toBeSigned) }
    }

    /// The digests in the order in which they are sent.
    public var digests: [[UInt8]] { entries.map(\.toBeSigned.digest) }

    /// Matches values that come with their names; each name exactly once, none missing, every value verified.
    public func verified(named values: [(id: String, value: [UInt8])]) throws(SignatureError) -> [VerifiedValue] {
        guard values.count == entries.count else {
            throw SignatureError(.batchMismatch, "\(entries.count) digests were sent and \(values.count) values came")
        }
        var verified: [VerifiedValue] = []
        for entry in entries {
            let fitting = values.filter { $0.id.utf8.elementsEqual(entry.id.utf8) }
            guard fitting.count == 1 else {
                throw SignatureError(.batchMismatch, "a digest of the batch has \(fitting.count) values")
            }
            verified.append(try entry.toBeSigned.verified(fitting[0].value))
        }
        return verified
    }

    /// Matches values that come in the order of the digests; a swapped pair fails because it does not verify.
    public func verified(inOrder values: [[UInt8]]) throws(SignatureError) -> [VerifiedValue] {
        try verified(named: zip(entries, values).map { ($0.id, $1) } + values.dropFirst(entries.count).map { ("", $0) })
    }
}
