import EIDSignature
import FoundationEssentials

/// Since when the seal has existed, by the timestamps over it.
extension EvidenceVerifier {
    /// How many timestamps of a seal are looked at: the broker makes one.
    private static let maximumTimestamps = 64

    /// Since when the seal has existed, by the oldest of its timestamps: proven, or else only claimed by one that held.
    func checkSealTime(
        _ seal: some StampedSeal,
        _ opened: inout OpenedSeal,
        at now: Date,
        _ report: inout EvidenceReport
    ) -> Date? {
        guard !seal.timestamps.isEmpty else {
            report.skip(
                .sealTime,
                "The seal has no timestamp: nothing proves since when it has existed.",
                essential: true
            )
            return nil
        }
        guard !timestamps.anchors.certificates.isEmpty else {
            report.skip(.sealTime, "No timestamp authority is trusted, so the time is a claim.", essential: true)
            return nil
        }
        guard seal.timestamps.count <= Self.maximumTimestamps else {
            report.fail(.sealTime, "The seal has more timestamps than anybody needs.")
            return nil
        }
        // What issuers say is looked at once the record is read, which has most of it.
        let issuers = ValidationMaterial(certificates: seal.validationData.certificates)
        var judged: [JudgedTimestamp] = []
        var doubts: [SignatureError] = []
        for token in seal.timestamps {
            do throws(SignatureError) {
                let imprint = try seal.imprint(token.info.algorithm)
                switch try examine(token, imprint: imprint, issuers, at: now) {
                case .success(let timestamp): judged.append(timestamp)
                case .failure(let doubt): doubts.append(doubt)
                }
            } catch {
                report.fail(.sealTime, "A timestamp of the seal does not hold: \(error.detail).")
                return nil
            }
        }
        // Anybody can add one of their own, which takes nothing from another that holds (ETSI EN 319 102-1 §5.5.4).
        if let doubt = doubts.first {
            guard Self.provenTime(judged) != nil else {
                report.fail(.sealTime, "A timestamp of the seal does not hold: \(doubt.detail).")
                return nil
            }
            report.skip(.sealTime, "A timestamp of the seal counts for nothing: \(doubt.detail).", essential: false)
        }
        (opened.timestamps, opened.validationData) = (judged, seal.validationData)
        if let proven = Self.provenTime(judged) {
            report.passSealTime(proven)
            return proven
        }
        guard let claimed = judged.min(by: { $0.verified.time < $1.verified.time }) else { return nil }
        report.skip(
            .sealTime,
            "A timestamp says sealed before \(EvidenceTime.text(claimed.verified.time)), but \(claimed.doubt ?? ""): "
                + "nothing proves that it was made before that.",
            essential: true
        )
        return claimed.verified.time
    }

    /// The oldest time that timestamps prove today.
    static func provenTime(_ timestamps: [JudgedTimestamp]) -> Date? {
        timestamps.filter { $0.doubt == nil }.map(\.verified.time).min()
    }
}
