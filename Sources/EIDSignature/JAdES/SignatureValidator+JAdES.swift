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
        var judgement = TimestampJudgement(rules(with: everything), everything)
        do throws(SignatureError) {
            for token in signature.timestamps {
                let imprint = try signature.imprint(token.info.algorithm)
                guard let verified = try judgement.add(.signature, token, imprint: imprint, at: now, to: &report) else {
                    continue
                }
                report.provenTime = min(report.provenTime ?? now, verified.time)
            }
        } catch {
            report.findings.append(error)
        }
        judgement.conclude(&report)
        report.checkClaimedTime()
        checkTrust(everything, at: report.provenTime ?? now, asOf: now, &report)
        report.level = report.provenTime == nil ? .baseline : .timestamped
        return report
    }
}
