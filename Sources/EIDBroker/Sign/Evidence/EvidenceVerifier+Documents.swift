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
        sealed: Date?,
        at now: Date,
        _ report: inout EvidenceReport
    ) {
        let stamped = checkTimestamps(record, sealed: sealed, at: now, &report)
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
        let moment = [stamped, sealed].compactMap { $0 }.min()
        for signer in signers {
            checkSigner(signer, record, at: moment ?? now, isKnown: moment != nil, asOf: now, &report)
        }
    }

    /// `moment` is the best proof of when it signed; where there is none, it is today.
    private func checkSigner(
        _ signer: Certificate,
        _ record: EvidenceRecord,
        at moment: Date,
        isKnown: Bool,
        asOf now: Date,
        _ report: inout EvidenceReport
    ) {
        do throws(SignatureError) {
            try SignerRules.checkUse(of: signer)
            let path = try anchors.path(for: signer, through: record.material.certificates, at: moment)
            report.pass(.certificate, "The certificate of \(holder(signer)) leads to one that is trusted.")
            let needed = record.documents.contains { ($0.levelReached ?? .baseline) >= .longTerm }
            let use = CertificateUse(time: moment, isKnown: isKnown)
            checkRevocation(of: path, whose: "the signer's", record.answers, use, at: now, essential: needed, &report)
        } catch  where error.code == .certificateUntrusted {
            report.skip(
                .certificate,
                "The certificate of \(holder(signer)) leads to nobody who is trusted here.",
                essential: true
            )
        } catch  where error.code == .certificateExpired && !isKnown && signer.notBefore <= moment {
            report.skip(
                .certificate,
                "The certificate of \(holder(signer)), or one above it, has ended, and nothing proves that it signed before.",
                essential: true
            )
        } catch {
            report.fail(.certificate, "The certificate of \(holder(signer)) does not hold: \(error.detail).")
        }
    }

    private func holder(_ certificate: Certificate) -> String {
        certificate.subject.commonName ?? certificate.subject.organization ?? "nobody named"
    }

    private func quoted(_ name: String) -> String { "“\(name)”" }
}
