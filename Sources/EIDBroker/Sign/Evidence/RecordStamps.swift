import EIDJOSE
import EIDSignature
import FoundationEssentials

/// What the timestamps in a record cover, as far as they hold or nobody can tell.
struct RecordStamps {
    /// Which documents' values have one, by their place.
    private(set) var covered: Set<Int> = []
    /// How many are over more than a value, such as a whole file.
    private(set) var others = 0
    /// When they were made, by authorities that are trusted, as far as their clocks tell.
    private(set) var times: [ClosedRange<Date>] = []
    /// The latest that those over values can have been made: nothing ties the others to this record.
    private(set) var valueTimes: [Date] = []
    /// The oldest proof of a value.
    private(set) var earliest: Date?
    private let record: EvidenceRecord
    private var imprints: [DigestAlgorithm: [[UInt8]: Set<Int>]] = [:]

    init(_ record: EvidenceRecord) { self.record = record }

    /// Counts a timestamp, and answers whether it is over a value; `time` is the latest that it can have been made, where its
    /// authority is trusted.
    mutating func count(_ token: TimestampToken, at time: Date?, proves: Bool) -> Bool {
        let values = values(token.info.algorithm)[token.info.imprint] ?? []
        covered.formUnion(values)
        if values.isEmpty { others += 1 }
        guard let time else { return !values.isEmpty }
        let vagueness = max(0, time.timeIntervalSince(token.info.time))
        times.append(time - 2 * vagueness...time)
        guard !values.isEmpty else { return false }
        valueTimes.append(time)
        if proves { earliest = min(earliest ?? time, time) }
        return true
    }

    /// What timestamps over the record's values are about: a value itself or, in JAdES, its base64url (§5.3.4).
    private mutating func values(_ algorithm: DigestAlgorithm) -> [[UInt8]: Set<Int>] {
        if let known = imprints[algorithm] { return known }
        var found: [[UInt8]: Set<Int>] = [:]
        for (index, document) in record.documents.enumerated() {
            guard let signature = document.signature else { continue }
            var forms = [signature.value]
            if let signer = record.certificate(of: signature) {
                // Tokens carry r‖s where messages carry DER.
                let size = signer.key.kind.fieldSize
                let octets = size.flatMap { ECDSAValue.raw(signature.value, size: $0) } ?? signature.value
                forms.append(Array(Base64URL.encode(octets).utf8))
            }
            for form in forms {
                if let digest = try? algorithm.digest(form) { found[digest, default: []].insert(index) }
            }
        }
        imprints[algorithm] = found
        return found
    }
}
