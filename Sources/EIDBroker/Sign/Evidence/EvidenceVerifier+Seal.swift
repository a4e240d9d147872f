import EIDSignature
import FoundationEssentials

/// The seal: who vouches for the record, and since when.
extension EvidenceVerifier {
    /// A seal that holds, and what it is about.
    struct OpenedSeal {
        let payload: [UInt8]
        /// The sealing certificate's path; `nil` where it ends at nobody trusted, and for the broker's own key.
        var path: CertificatePath?
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
        report.sealedAt = checkSealTime(signature, at: now, &report)
        var seal = OpenedSeal(payload: signature.content)
        seal.path = checkSealCertificate(signature, at: report.sealedAt ?? now, &report)
        return seal
    }

    /// Since when the seal has existed, by the oldest of its timestamps.
    func checkSealTime(
        _ seal: some StampedSeal,
        at now: Date,
        _ report: inout EvidenceReport
    ) -> Date? {
        guard !seal.timestamps.isEmpty else {
            report.skip(
                .sealTime,
                "The seal has no timestamp: nothing proves since when it has existed.",
                essential: true
            )
            return nil
        }
        guard !timestamps.anchors.certificates.isEmpty else {
            report.skip(.sealTime, "No timestamp authority is trusted, so the time is a claim.", essential: true)
            return nil
        }
        var earliest: Date?
        for token in seal.timestamps {
            do {
                let imprint = try seal.imprint(token.info.algorithm)
                let verified = try timestamps.verify(token, imprint: imprint, at: now)
                earliest = min(earliest ?? verified.time, verified.time)
            } catch {
                report.fail(.sealTime, "A timestamp of the seal does not hold: \(error.detail).")
                return nil
            }
        }
        if let earliest { report.pass(.sealTime, "Sealed before \(EvidenceTime.text(earliest)), by a timestamp.") }
        return earliest
    }

    private func checkSealCertificate(
        _ signature: JAdESSignature,
        at moment: Date,
        _ report: inout EvidenceReport
    ) -> CertificatePath? {
        guard let certificate = signature.signer else { return nil }
        // Below a public anchor stand people, too: their signature is no seal of a broker.
        guard certificate.subject.surname == nil, certificate.subject.givenName == nil else {
            report.fail(.sealCertificate, "The seal was made with a person's certificate.")
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
        do {
            let path = try anchors.path(for: certificate, through: signature.certificates, at: moment)
            report.pass(.sealCertificate, "The seal's certificate leads to one that is trusted.")
            return path
        } catch {
            report.fail(.sealCertificate, "The seal's certificate is not trusted: \(error.detail).")
            return nil
        }
    }

    /// Revocation needs answers, which stand in the record.
    func checkSealRevocation(_ seal: OpenedSeal, _ record: EvidenceRecord, _ report: inout EvidenceReport) {
        guard let path = seal.path else { return }
        let moment = report.sealedAt ?? Date.distantFuture
        checkRevocation(of: path, whose: "the seal's", record.material, at: moment, essential: false, &report)
    }
}
