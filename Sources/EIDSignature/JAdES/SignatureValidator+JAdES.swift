public import FoundationEssentials

/// Judging JAdES by the same rules.
extension SignatureValidator {
    /// Validates a signature; `files` are the SHA-256 digests of what should be signed where it stays outside.
    public func validate(
        _ signature: JAdESSignature,
        files: [JAdESSignature.File] = [],
        material: ValidationMaterial = ValidationMaterial(),
        at now: Date
    ) -> SignatureReport {
        var report = SignatureReport()
        report.signer = signature.signer
        report.scheme = signature.scheme
        report.claimedTime = signature.claimedTime
        do throws(SignatureError) {
            guard Set(signature.detached ?? []) == Set(files) else {
                throw SignatureError(.contentChanged, "the files are not what was signed")
            }
            report.value = try signature.checkValue()
        } catch {
            report.findings.append(error)
            return report
        }
        var everything = material
        everything.merge(signature.validationData)
        everything.merge(ValidationMaterial(certificates: signature.certificates))
        let rules = rules(with: everything)
        var doubts: [SignatureError] = []
        do throws(SignatureError) {
            for token in signature.timestamps {
                let imprint = try signature.imprint(token.info.algorithm)
                let verified: VerifiedTimestamp
                switch try rules.examine(token, imprint: imprint, at: now) {
                case .success(let found): verified = found
                case .failure(let doubt):
                    doubts.append(doubt)
                    continue
                }
                try everything.checkAuthority(of: verified, at: now)
                report.add(.signature, verified)
                report.provenTime = min(report.provenTime ?? now, verified.time)
            }
        } catch {
            report.findings.append(error)
        }
        report.leaveOut([.signature: doubts])
        report.checkClaimedTime()
        checkTrust(everything, at: report.provenTime ?? now, asOf: now, &report)
        report.level = report.provenTime == nil ? .baseline : .timestamped
        return report
    }
}
