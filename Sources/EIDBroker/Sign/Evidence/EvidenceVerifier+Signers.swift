import EIDJSON
import EIDSignature
import FoundationEssentials

/// Whose keys made the values: fit for what the record calls the signature, trusted, and not revoked.
extension EvidenceVerifier {
    /// `moment` is the best proof of when it signed; where there is none, it is today.
    func checkSigner(
        _ signer: Certificate,
        _ record: EvidenceRecord,
        at moment: Date,
        isKnown: Bool,
        asOf now: Date,
        _ report: inout EvidenceReport
    ) {
        let name = holder(signer)
        if let signed = record.course?.signed,
            signed < signer.notBefore - Self.tolerance || signed > signer.notAfter + Self.tolerance
        {
            report.fail(
                .certificate,
                "The certificate of \(name) was not valid at \(EvidenceTime.text(signed)), when it is said to have signed."
            )
        }
        do throws(SignatureError) {
            try checkKind(of: signer, record.kind, &report)
            let path = try anchors.path(for: signer, through: record.material.certificates, at: moment)
            report.pass(.certificate, "The certificate of \(name) leads to one that is trusted.")
            let needed = record.documents.contains { ($0.levelReached ?? .baseline) >= .longTerm }
            let use = CertificateUse(time: moment, isKnown: isKnown)
            checkRevocation(of: path, whose: "the signer's", record.answers, use, at: now, essential: needed, &report)
        } catch  where error.code == .certificateUntrusted {
            report.skip(
                .certificate,
                "The certificate of \(name) leads to nobody who is trusted here.",
                essential: true
            )
        } catch  where error.code == .certificateExpired && !isKnown && signer.notBefore <= moment {
            report.skip(
                .certificate,
                "The certificate of \(name), or one above it, has ended, and nothing proves that it signed before.",
                essential: true
            )
        } catch {
            report.fail(.certificate, "The certificate of \(name) does not hold: \(error.detail).")
        }
    }

    /// An advanced signature is the operator's, who vouches for the person by evidence: what another organisation's seal says of it
    /// is no more than what anybody says.
    func checkOperator(_ record: EvidenceRecord, sealedBy sealer: Certificate?, _ report: inout EvidenceReport) {
        guard record.kind == .advanced, let sealer else { return }
        var seen: Set<[UInt8]> = []
        for signature in record.documents.compactMap(\.signature) where seen.insert(signature.certificate).inserted {
            guard let signer = record.certificate(of: signature), signer != sealer,
                !signer.subject.isOrganization(of: sealer.subject)
            else { continue }
            report.skip(
                .certificate,
                "The documents bear the seal of \(holder(signer)), and the evidence another organisation's: "
                    + "nothing says that one speaks for the other.",
                essential: true
            )
        }
    }

    /// A qualified signature is made by a person whose key is for that, an advanced one by the operator's seal.
    private func checkKind(
        of signer: Certificate,
        _ kind: EvidenceRecord.Kind,
        _ report: inout EvidenceReport
    ) throws(SignatureError) {
        guard kind == .qualified else {
            guard signer.isForSeals else {
                throw SignatureError(.certificateUnsuitable, "it is no organisation's, which alone seals")
            }
            return try SignerRules(.seal).checkKind(of: signer)
        }
        guard !signer.isForSeals else {
            throw SignatureError(.certificateUnsuitable, "an organisation makes no qualified signature of a person")
        }
        do throws(SignatureError) {
            try SignerRules(.qualifiedSignature).checkKind(of: signer)
        } catch  where error.code == .certificateNotQualified {
            // The broker may have had it from a trusted list, which overrules what certificates say themselves.
            report.skip(
                .certificate,
                "The certificate of \(holder(signer)) does not say that it is for qualified signatures: "
                    + "only a trusted list could tell.",
                essential: true
            )
        }
    }
}

extension DistinguishedName {
    /// Whether two names are the same organisation's: by its identifier where both have one, and by its name otherwise.
    fileprivate func isOrganization(of other: DistinguishedName) -> Bool {
        if let one = organizationIdentifier, let two = other.organizationIdentifier { return one.sameBytes(as: two) }
        guard let one = organization, let two = other.organization else { return false }
        // Of one name there may be several, each in a country of its own.
        return one.sameBytes(as: two) && (country == nil || other.country == nil || country == other.country)
    }
}
