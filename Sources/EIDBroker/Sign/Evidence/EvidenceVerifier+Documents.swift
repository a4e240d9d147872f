import EIDJOSE
import EIDSignature
import FoundationEssentials

/// Files, and the values over them.
extension EvidenceVerifier {
    func checkFiles(_ record: EvidenceRecord, _ files: [File], _ report: inout EvidenceReport) {
        var seen: Set<[UInt8]> = []
        for file in files {
            let hash = SHA256.digest(file.bytes)
            seen.insert(hash)
            if let document = record.documents.first(where: { $0.original.sha256 == hash }) {
                report.pass(.document, "\(file.name) is \(quoted(document.original.name)) as it was handed in.")
            } else if let result = record.documents.compactMap(\.result).first(where: { $0.sha256 == hash }) {
                report.pass(.document, "\(file.name) is \(quoted(result.name)) as it was signed.")
            } else {
                report.fail(.document, "\(file.name) is no document of this signing, or was changed.")
            }
        }
        for document in record.documents where document.result.map({ seen.contains($0.sha256) }) != true {
            guard !seen.contains(document.original.sha256) else { continue }
            report.skip(
                .document,
                "\(quoted(document.original.name)) was not given; its SHA-256 is "
                    + "\(Hexadecimal.text(document.original.sha256)).",
                essential: false
            )
        }
    }

    func checkSignatures(
        _ record: EvidenceRecord,
        sealedAt: Date?,
        at now: Date,
        _ report: inout EvidenceReport
    ) {
        let stamped = checkTimestamps(record, at: now, &report)
        var signers: [Certificate] = []
        for document in record.documents {
            guard let signature = document.signature else { continue }
            let name = quoted(document.original.name)
            guard let signer = record.material.certificates.first(where: { $0.fingerprint == signature.certificate })
            else {
                report.fail(.signature, "The certificate that signed \(name) is missing.")
                continue
            }
            do {
                let signed = try ToBeSigned(digest: signature.digest, certificate: signer, scheme: signature.scheme)
                _ = try signed.verified(signature.value)
                report.pass(.signature, "The value for \(name) was made with the key of \(holder(signer)).")
            } catch {
                report.fail(.signature, "The value for \(name) was not made with the key of \(holder(signer)).")
            }
            if !signers.contains(signer) { signers.append(signer) }
        }
        // The values stand in the record, so that they existed when it was sealed.
        let moment = [stamped, sealedAt].compactMap { $0 }.min() ?? now
        let needsRevocation = record.documents.contains { ($0.levelReached ?? .baseline) >= .longTerm }
        for signer in signers {
            checkSigner(signer, record.material, at: moment, essential: needsRevocation, &report)
        }
    }

    private func checkSigner(
        _ signer: Certificate,
        _ material: ValidationMaterial,
        at moment: Date,
        essential: Bool,
        _ report: inout EvidenceReport
    ) {
        do {
            let path = try anchors.path(for: signer, through: material.certificates, at: moment)
            report.pass(.certificate, "The certificate of \(holder(signer)) leads to one that is trusted.")
            checkRevocation(of: path, whose: "the signer's", material, at: moment, essential: essential, &report)
        } catch  where error.code == .certificateUntrusted {
            report.skip(
                .certificate,
                "The certificate of \(holder(signer)) leads to nobody who is trusted here.",
                essential: true
            )
        } catch {
            report.fail(.certificate, "The certificate of \(holder(signer)) does not hold: \(error.detail).")
        }
    }

    func checkRevocation(
        of path: CertificatePath,
        whose: String,
        _ material: ValidationMaterial,
        at moment: Date,
        essential: Bool,
        _ report: inout EvidenceReport
    ) {
        for link in path.links {
            do {
                try material.answer(about: link.certificate, issuer: link.issuer, at: moment).check(at: moment)
            } catch  where error.code == .certificateRevoked {
                return report.fail(.revocation, "A certificate of \(whose) path was revoked before.")
            } catch {
                return report.skip(
                    .revocation,
                    "No answer in the record says whether \(whose) path was revoked.",
                    essential: essential
                )
            }
        }
        report.pass(.revocation, "Nothing on \(whose) path was revoked at the time.")
    }

    /// When the oldest timestamp that covers a value was made.
    private func checkTimestamps(_ record: EvidenceRecord, at now: Date, _ report: inout EvidenceReport) -> Date? {
        guard !record.timestamps.isEmpty else { return nil }
        guard !timestamps.anchors.certificates.isEmpty else {
            report.skip(.timestamp, "No timestamp authority is trusted, so times are claims.", essential: false)
            return nil
        }
        var rules = timestamps
        rules.intermediates = record.material.certificates
        var earliest: Date?
        for der in record.timestamps {
            do {
                let token = try TimestampToken(der: der)
                let verified = try rules.verify(token, imprint: token.info.imprint, at: now)
                guard covers(token, record) else {
                    report.pass(
                        .timestamp,
                        "A timestamp of \(EvidenceTime.text(verified.time)) over more than a value."
                    )
                    continue
                }
                earliest = min(earliest ?? verified.time, verified.time)
                report.pass(.timestamp, "Signed before \(EvidenceTime.text(verified.time)), by a timestamp.")
            } catch {
                report.fail(.timestamp, "A timestamp of a signature does not hold: \(error.detail).")
            }
        }
        return earliest
    }

    /// Whether a timestamp is about a value of the record: the value itself or, in JAdES, its base64url (§5.3.4).
    private func covers(_ token: TimestampToken, _ record: EvidenceRecord) -> Bool {
        record.documents.compactMap(\.signature).contains { signature in
            var forms = [signature.value]
            if let signer = record.material.certificates.first(where: { $0.fingerprint == signature.certificate }) {
                // Tokens carry r‖s where messages carry DER.
                let size = signer.key.kind.fieldSize
                let octets = size.flatMap { ECDSAValue.raw(signature.value, size: $0) } ?? signature.value
                forms.append(Array(Base64URL.encode(octets).utf8))
            }
            return forms.contains { (try? token.info.algorithm.digest($0)) == token.info.imprint }
        }
    }

    private func holder(_ certificate: Certificate) -> String {
        certificate.subject.commonName ?? certificate.subject.organization ?? "nobody named"
    }

    private func quoted(_ name: String) -> String { "“\(name)”" }
}
