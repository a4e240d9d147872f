import EIDSignature
import FoundationEssentials

/// What issuers say now about certificates that evidence rests on, as far as it can be had.
struct RevocationFindings {
    /// The answers, and the certificates that they are about.
    var material = ValidationMaterial()
    /// The certificates about which there was no answer.
    var unanswered: [Certificate] = []
    /// What was taken back; the answers that say so are among the material.
    var revoked: [Certificate] = []

    /// Adds those about another path.
    mutating func merge(_ other: RevocationFindings) {
        material.merge(other.material)
        unanswered += other.unanswered.filter { !unanswered.contains($0) }
        revoked += other.revoked.filter { !revoked.contains($0) }
    }
}

extension CertificateTrust {
    /// Asks about each certificate of a path that somebody could have taken back; no answer is no failure.
    ///
    /// Answers that still hold are not asked for again, and whoever does not answer is waited for briefly and once: nobody
    /// behind them on the path is asked any more, and only what is kept counts there.
    func findings(about path: CertificatePath) async -> RevocationFindings {
        var found = RevocationFindings(material: ValidationMaterial(certificates: path.certificates))
        for link in path.links {
            let finding =
                if found.unanswered.isEmpty {
                    try? await revocation.current(link.certificate, issuer: link.issuer, .brief)
                } else {
                    await revocation.kept(link.certificate, issuer: link.issuer)
                }
            guard let finding, finding.answer.status != .unknown else {
                found.unanswered.append(link.certificate)
                continue
            }
            found.material.add(finding)
            if case .revoked = finding.answer.status { found.revoked.append(link.certificate) }
        }
        return found
    }
}
