import FoundationEssentials

/// Which of the ways from a signer to an anchor counts.
extension SignatureValidator {
    /// How many ways are looked at.
    private static let mostPaths = 8

    /// Puts the first path into the report on which nothing was revoked; where there is none, the first one, with what is wrong.
    ///
    /// An issuer may have several certificates with one key. What is said of one says nothing of the others, so that the next
    /// way is tried (ETSI EN 319 102-1 §5.2.6), unless it is said of the key.
    func checkPath(
        of signer: Certificate,
        _ material: ValidationMaterial,
        at moment: Date,
        asOf now: Date,
        _ report: inout SignatureReport
    ) throws(SignatureError) {
        var issuers = material.certificates
        var refusal: SignatureError?
        for _ in 0..<Self.mostPaths {
            let path: CertificatePath
            do throws(SignatureError) { path = try anchors.path(for: signer, through: issuers, at: moment) } catch {
                throw refusal ?? error
            }
            var answers: [RevocationAnswer] = []
            let fault = fault(of: path, material, at: moment, asOf: now, &answers)
            if refusal == nil || fault == nil { (report.path, report.revocation) = (path, answers) }
            guard let fault else { return }
            refusal = refusal ?? fault.error
            guard fault.certificate != signer, issuers.contains(fault.certificate) else { break }
            issuers.removeAll { $0 == fault.certificate }
        }
        if let refusal { throw refusal }
    }

    /// The first certificate on a path that was revoked, or about which nobody says anything.
    private func fault(
        of path: CertificatePath,
        _ material: ValidationMaterial,
        at moment: Date,
        asOf now: Date,
        _ answers: inout [RevocationAnswer]
    ) -> (certificate: Certificate, error: SignatureError)? {
        for link in path.links {
            do throws(SignatureError) {
                let answer = try material.status(of: link.certificate, issuer: link.issuer, at: moment, asOf: now)
                if let answer { answers.append(answer) }
                try answer?.check(at: moment)
                try material.checkKey(of: link.certificate, on: path, below: anchors, at: moment)
            } catch { return (link.certificate, error) }
        }
        guard let anchor = path.certificates.last else { return nil }
        do throws(SignatureError) { try material.checkKey(of: anchor, on: path, below: anchors, at: moment) } catch {
            return (anchor, error)
        }
        return nil
    }
}
