import FoundationEssentials

/// Judges the timestamps over one signature, whatever its format, and remembers about which there is doubt.
struct TimestampJudgement {
    private let rules: TimestampRules
    private let material: ValidationMaterial
    private var doubts: [SignatureReport.Timestamp.Kind: [SignatureError]] = [:]

    init(_ rules: TimestampRules, _ material: ValidationMaterial) {
        self.rules = rules
        self.material = material
    }

    /// Puts a timestamp into the report; `nil` where its authority or its time is in doubt.
    mutating func add(
        _ kind: SignatureReport.Timestamp.Kind,
        _ token: TimestampToken,
        imprint: [UInt8],
        at moment: Date,
        to report: inout SignatureReport
    ) throws(SignatureError) -> VerifiedTimestamp? {
        switch try rules.examine(token, imprint: imprint, at: moment) {
        case .success(let verified):
            try material.checkAuthority(of: verified, at: moment)
            report.add(kind, verified)
            return verified
        case .failure(let doubt):
            doubts[kind, default: []].append(doubt)
            return nil
        }
    }

    /// Says in the report what the doubts come to: anybody can add a timestamp of their own.
    ///
    /// Those in doubt count for nothing as long as another of their kind holds, and are what is missing otherwise (ETSI EN
    /// 319 102-1 §5.5.4).
    func conclude(_ report: inout SignatureReport) {
        for kind in [SignatureReport.Timestamp.Kind.archive, .signature] {
            guard let found = doubts[kind], let first = found.first else { continue }
            if report.timestamps.contains(where: { $0.kind == kind }) {
                report.leftOut += found
            } else {
                report.findings.append(first)
            }
        }
    }
}
