import EIDSignature
import FoundationEssentials

/// The seal: who vouches for the record, and since when.
extension EvidenceVerifier {
    /// A seal that holds, and what it is about.
    struct OpenedSeal {
        let payload: [UInt8]
        /// The sealing certificate, whoever trusts it; `nil` for the broker's own key.
        var signer: Certificate?
        /// The sealing certificate's path; `nil` where it ends at nobody trusted, and for the broker's own key.
        var path: CertificatePath?
        /// The timestamps over it that held when they were made, and what came with them to validate them.
        var timestamps: [JudgedTimestamp] = []
        var validationData = ValidationMaterial()
        /// As of when everything under it is judged; `nil` where no timestamp says.
        var time: Date?
    }

    /// What the seal is about, if its value holds.
    func openSeal(_ evidence: [UInt8], at now: Date, _ report: inout EvidenceReport) -> OpenedSeal? {
        guard let text = String(validating: evidence, as: UTF8.self) else {
            report.fail(.seal, "This is no evidence: it is not text.")
            return nil
        }
        do throws(SignatureError) {
            guard evidence.first == UInt8(ascii: "{") else {
                return openBrokerSeal(try BrokerSeal(compact: text), at: now, &report)
            }
            if let seal = try BrokerSeal(json: text) { return openBrokerSeal(seal, at: now, &report) }
        } catch {
            report.fail(.seal, "The broker's signature does not hold: \(error.detail).")
            return nil
        }
        return openCertificateSeal(text, at: now, &report)
    }

    private func openCertificateSeal(_ text: String, at now: Date, _ report: inout EvidenceReport) -> OpenedSeal? {
        let signature: JAdESSignature
        do throws(SignatureError) {
            signature = try JAdESSignature(json: text)
            // The same seal may stand on documents: only its own type makes it evidence.
            guard signature.detached == nil, signature.type == EvidenceSealer.type else {
                throw SignatureError(.unsupported, "what is sealed is no evidence")
            }
            try signature.checkValue()
        } catch {
            report.fail(.seal, "The seal does not hold: \(error.detail).")
            return nil
        }
        let holder = signature.signer?.subject.organization ?? signature.signer?.subject.commonName ?? "nobody named"
        report.pass(.seal, "Sealed by \(holder), and unchanged since.")
        var seal = OpenedSeal(payload: signature.content)
        seal.signer = signature.signer
        seal.time = checkSealTime(signature, &seal, at: now, &report)
        seal.path = checkSealCertificate(signature, sealed: seal.time, at: now, &report)
        return seal
    }

    private func checkSealCertificate(
        _ signature: JAdESSignature,
        sealed: Date?,
        at now: Date,
        _ report: inout EvidenceReport
    ) -> CertificatePath? {
        guard let certificate = signature.signer else { return nil }
        // Below a public anchor stand people, too: their signature is no seal of a broker.
        guard certificate.isForSeals else {
            report.fail(.sealCertificate, "The seal was made with a certificate that is no organisation's.")
            return nil
        }
        // Nor is one of theirs for servers, below the anchor of a web site.
        do throws(SignatureError) { try SignerRules.checkUse(of: certificate) } catch {
            report.fail(.sealCertificate, "The seal was made with a certificate that may not seal: \(error.detail).")
            return nil
        }
        guard !anchors.certificates.isEmpty else {
            report.skip(
                .sealCertificate,
                "No certificate is trusted, so anybody may have made the seal.",
                essential: true
            )
            return nil
        }
        do throws(SignatureError) {
            let path = try anchors.path(
                for: certificate,
                through: signature.certificates,
                at: sealed ?? now
            )
            report.pass(.sealCertificate, "The seal's certificate leads to one that is trusted.")
            return path
        } catch  where error.code == .certificateExpired && sealed == nil && certificate.notBefore <= now {
            report.skip(
                .sealCertificate,
                "The seal's certificate, or one above it, has ended, and nothing proves that the seal was made before.",
                essential: true
            )
            return nil
        } catch {
            report.fail(.sealCertificate, "The seal's certificate is not trusted: \(error.detail).")
            return nil
        }
    }

    /// Revocation needs answers: those about the seal stand in the record, those about its timestamp beside it as well.
    func checkSealRevocation(_ seal: OpenedSeal, _ record: EvidenceRecord, at now: Date, _ report: inout EvidenceReport)
    {
        if let path = seal.path {
            let use = CertificateUse(time: seal.time ?? now, isKnown: seal.time != nil)
            checkRevocation(of: path, whose: "the seal's", record.answers, use, at: now, essential: false, &report)
        }
        var answers = record.answers
        answers.material.merge(seal.validationData)
        let standing = seal.timestamps.filter {
            checkRevocation(of: $0.verified, whose: "the timestamp authority's", answers, at: now, &report)
        }
        report.keepSealTime(Self.provenTime(standing))
    }
}
