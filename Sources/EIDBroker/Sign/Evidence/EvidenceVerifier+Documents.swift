import EIDMethod
import EIDSignature
import FoundationEssentials

/// The values over the documents.
extension EvidenceVerifier {
    func checkSignatures(
        _ record: EvidenceRecord,
        sealed: Date?,
        at now: Date,
        _ report: inout EvidenceReport
    ) {
        var signers: [Certificate] = []
        for document in record.documents {
            guard let signer = checkValue(of: document, record, &report) else { continue }
            if !signers.contains(signer) { signers.append(signer) }
        }
        checkDigests(record, &report)
        let stamps = checkTimestamps(record, sealed: sealed, at: now, &report)
        checkTimes(record, stamps, sealed: sealed, &report)
        // The values stand in the record, so that they existed when it was sealed.
        let moment = [stamps.earliest, sealed].compactMap { $0 }.min()
        for signer in signers {
            checkSigner(signer, record, at: moment ?? now, isKnown: moment != nil, asOf: now, &report)
        }
    }

    /// Whoever signed a document, if the record has that.
    private func checkValue(
        of document: SignedDocumentFacts,
        _ record: EvidenceRecord,
        _ report: inout EvidenceReport
    ) -> Certificate? {
        let name = quoted(document.original.name)
        guard let signature = document.signature, document.result != nil,
            // A bare value has no level.
            document.levelReached != nil || document.format == .raw
        else {
            if document.signature == nil, record.hasNativeSignature {
                report.skip(
                    .signature,
                    "\(name) has no signature but the method's own.",
                    essential: true
                )
            } else {
                report.fail(.signature, "The record does not say how \(name) was signed, and what came of it.")
            }
            return nil
        }
        guard let signer = record.certificate(of: signature) else {
            report.fail(.signature, "The certificate that signed \(name) is missing.")
            return nil
        }
        if signature.messageValue(by: signer) != nil {
            report.pass(.signature, "The value for \(name) was made with the key of \(holder(signer)).")
        } else {
            report.fail(.signature, "The value for \(name) was not made with the key of \(holder(signer)).")
        }
        return signer
    }

    func holder(_ certificate: Certificate) -> String {
        certificate.subject.commonName ?? certificate.subject.organization ?? "nobody named"
    }

    func quoted(_ name: String) -> String { "“\(name)”" }
}

extension EvidenceRecord {
    /// Whether a method's own signature is among what the upstream said.
    var hasNativeSignature: Bool { kind == .advanced && items.contains { $0.kind == "signature" } }

    /// The certificate that a signature names.
    func certificate(of signature: SignedDocumentFacts.Signature) -> Certificate? {
        material.certificates.first { $0.fingerprint == signature.certificate }
    }
}

extension SignedDocumentFacts.Signature {
    /// The value as messages carry it, if the certificate's key made it.
    func messageValue(by signer: Certificate) -> [UInt8]? {
        try? ToBeSigned(digest: digest, certificate: signer, scheme: scheme).verified(value).value
    }
}
