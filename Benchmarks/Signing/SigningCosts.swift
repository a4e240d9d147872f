import EIDSignature

/// What documents of one approval cost on their way through both halves, in milliseconds of processor time.
struct SigningCosts {
    /// Everything but hashing the documents and making the values.
    let own: Double
    /// Making the values, and verifying each once.
    let value: Double
    /// Hashing the documents once.
    let hash: Double

    static func measure(_ documents: [[UInt8]], with seal: Seal, rounds: Int) throws -> SigningCosts {
        var costs: [SigningCosts] = []
        for _ in 0..<rounds {
            // In turns, so that whatever else the machine is busy with slows both.
            let hash = try ProcessorTime.milliseconds {
                for document in documents { _ = try DigestAlgorithm.sha256.digest(document) }
            }
            var value = 0.0
            let all = try ProcessorTime.milliseconds { value = try sign(documents, with: seal) }
            // Each document is hashed twice: before its signature, and when it comes back to take the value.
            costs.append(SigningCosts(own: all - value - 2 * hash, value: value, hash: hash))
        }
        return SigningCosts(
            own: ProcessorTime.median(costs.map(\.own)),
            value: ProcessorTime.median(costs.map(\.value)),
            hash: ProcessorTime.median(costs.map(\.hash))
        )
    }

    /// Signs all, and tells what making the values took.
    private static func sign(_ documents: [[UInt8]], with seal: Seal) throws -> Double {
        let prepared = try documents.map { try seal.builder.prepare($0, signingTime: seal.time) }
        let batch = try SignatureBatch(prepared.enumerated().map { ("\($0)", $1.toBeSigned) })
        var values: [VerifiedValue] = []
        let time = try ProcessorTime.milliseconds {
            values = try batch.entries.map { try seal.key.value(of: $0.toBeSigned) }
        }
        for ((document, prepared), value) in zip(zip(documents, prepared), values) {
            _ = try prepared.signed(original: document, cms: prepared.signedData(with: value))
        }
        return time
    }
}
