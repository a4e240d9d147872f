import FoundationEssentials

/// Trust, revocation and the level that follows.
extension SignatureValidator {
    /// The path as of the proven time, and what issuers have said by now about each certificate on it.
    func checkTrust(_ material: ValidationMaterial, at moment: Date, asOf now: Date, _ report: inout SignatureReport) {
        guard let signer = report.signer else { return }
        var isRevoked = false
        do throws(SignatureError) {
            try checkPath(of: signer, material, at: moment, asOf: now, &report)
        } catch {
            isRevoked = error.code == .certificateRevoked
            report.findings.append(error)
        }
        do throws(SignatureError) {
            try SignerRules.checkUse(of: signer, isAnchor: report.path?.certificates.count == 1)
        } catch { report.findings.append(error) }
        // EN 319 102-1 (REVOKED_NO_POE): without a proven time, it may have been made before the revocation.
        let isTooLate = isRevoked && report.provenTime != nil
        report.verdict = isTooLate ? .invalid : report.findings.isEmpty ? .valid : .indeterminate
        report.qualification = qualification(report, at: moment)
    }

    /// What the certificate claims, or what trusted lists make of that; only a signature that is valid is more than a claim.
    private func qualification(_ report: SignatureReport, at moment: Date) -> SignatureReport.Qualification {
        let claim = Self.claim(of: report.signer)
        guard report.verdict == .valid, let path = report.path,
            let status = QualifiedStatus(path, lists: trustedLists, at: moment)
        else { return claim }
        guard status.isQualified else { return claim == .none ? .none : .notQualified }
        guard !status.isInDoubt else { return .inDoubt }
        let isSeal = status.purposes.contains(.seal)
        guard isSeal || status.purposes.contains(.signature) else { return .notQualified }
        guard status.usesQualifiedDevice else { return .qualifiedCertificate }
        return isSeal ? .qualifiedSeal : .qualifiedSignature
    }

    private static func claim(of signer: Certificate?) -> SignatureReport.Qualification {
        guard let claims = signer?.extensions.qualification, claims.isCompliant, claims.countries.isEmpty else {
            return .none
        }
        if claims.claimsQualifiedSeal { return .claimsQualifiedSeal }
        return claims.claimsQualifiedSignature ? .claimsQualifiedSignature : .claimsQualifiedCertificate
    }

    /// A level counts only if everything it needs stands in the message and holds.
    func level(
        of message: SignedData,
        _ embedded: ValidationMaterial,
        _ archived: ArchivedParts,
        _ report: SignatureReport,
        asOf now: Date
    ) -> SignatureLevel {
        guard report.timestamps.contains(where: { $0.kind == .signature }), let proven = report.provenTime else {
            return .baseline
        }
        var paths: [CertificatePath] = []
        if let path = report.path { paths.append(path) }
        for timestamp in report.timestamps where timestamp.kind == .signature {
            let path = try? timestamps.anchors.path(
                for: timestamp.authority,
                through: embedded.certificates + timestamps.intermediates,
                at: timestamp.time,
                purpose: .timestamping
            )
            // Without its path nobody can say what would be needed for it.
            guard let path else { return .timestamped }
            paths.append(path)
        }
        func holds(_ material: ValidationMaterial) -> Bool {
            material.hasCertificates(of: paths) && material.isComplete(for: paths, at: proven, asOf: now)
        }
        guard report.path != nil, holds(embedded) else { return .timestamped }
        // Only what an archive timestamp covers is archived: its index has to name certificates and answers alike
        // (ETSI EN 319 122-1 §5.5.2).
        guard let kept = try? archived.material(of: message), holds(kept) else { return .longTerm }
        return .archival
    }
}
