import EIDJOSE
import EIDMethod
import EIDSignature
import FoundationEssentials

/// BankID's own signature with the answer about its certificate, verified.
///
/// ```
/// XML      value → certificate of KeyInfo → the operator's roots, at the time of the order
/// data     bidSignedData and bidKeyInfo, both signed and nothing else; what was shown and what was not, as it was sent
/// status   OCSP: by the issuer's responder, about this certificate, at the time of the order, for this very signature
/// ```
struct NativeSignature: Sendable {
    /// The signature.
    let xml: [UInt8]
    /// The answer about the certificate, DER.
    let status: [UInt8]
    /// Where the path ends.
    let root: Certificate

    /// Verifies a signature over what was sent, by the person whom BankID names.
    init(
        _ completion: BankIDCompletion,
        over content: BankIDContent,
        by rules: SignatureTrust,
        within times: ClosedRange<Date>
    ) throws(MethodError) {
        guard let xml = Base64.decode(completion.signature) else {
            throw MethodError(.untrusted, "the signature is not in base64")
        }
        self.xml = xml
        status = completion.status
        do throws(SignatureError) {
            let signature = try XMLSignature(xml: xml, limit: BankIDService.largestAnswer)
            guard let certificate = signature.certificates.first else {
                throw SignatureError(.malformed, "there is no certificate")
            }
            try Self.requireContent(content, in: signature.verify(with: certificate))
            let path = try rules.path(of: signature, at: times.upperBound)
            guard let root = path.certificates.last, let issuer = path.links.first?.issuer else {
                throw SignatureError(.certificateUntrusted, "the path has no end")
            }
            self.root = root
            // A certificate is whose number it names; what the answer says beside it could be about anybody.
            guard certificate.subject.serialNumber.map({ $0.utf8.elementsEqual(completion.number.digits.utf8) }) == true
            else { throw SignatureError(.certificateUnsuitable, "the certificate is somebody else's") }
            try Self.requireGood(completion, certificate, issuer, within: times)
        } catch {
            let code: MethodError.Code = error.code == .certificateRevoked ? .refused : .untrusted
            throw MethodError(code, "the signature does not hold: \(error)")
        }
    }

    /// The signature with the root of its path, and what was said of its certificate.
    func evidence(salt: Data?) -> [EvidenceItem] {
        [
            EvidenceItem(
                kind: "signature",
                mediaType: "application/xml",
                content: Data(xml),
                keys: Data(root.pem.utf8),
                nonceSalt: salt
            ),
            EvidenceItem(
                kind: "certificate_status",
                mediaType: "application/ocsp-response",
                content: Data(status)
            ),
        ]
    }

    private static func requireContent(
        _ content: BankIDContent,
        in parts: [PlainElement]
    ) throws(SignatureError) {
        guard parts.count == 2, let data = parts.first(where: { $0.isNamed("bankIdSignedData", in: namespace) }),
            parts.contains(where: { $0.isNamed("KeyInfo", in: XMLSignature.namespace) })
        else { throw SignatureError(.malformed, "the signature is over other parts than BankID signs") }
        func text(_ name: String) throws(SignatureError) -> [UInt8]? {
            let found = data.elements(named: name)
            guard let element = found.first else { return nil }
            guard found.count == 1, let text = element.text, let bytes = Base64.decode(text.filter { !$0.isWhitespace })
            else {
                throw SignatureError(.malformed, "what was signed holds \(name) in a way that BankID does not write")
            }
            return bytes
        }
        guard try text("usrNonVisibleData") == Array(content.unseen.utf8) else {
            throw SignatureError(.contentChanged, "the signature is not for this order")
        }
        guard try text("usrVisibleData") == content.visible.map({ Array($0.utf8) }) else {
            throw SignatureError(.contentChanged, "the signature is for another text than was to be shown")
        }
        guard content.isSigning else { return }
        // Whoever identified themselves did not sign.
        let purpose = data.elements(named: "clientInfo").first?.elements(named: "funcId").first?.text
        guard purpose == "Signing" else {
            throw SignatureError(.contentChanged, "the signature is none for documents")
        }
    }

    private static func requireGood(
        _ completion: BankIDCompletion,
        _ certificate: Certificate,
        _ issuer: Certificate,
        within times: ClosedRange<Date>
    ) throws(SignatureError) {
        let response = OCSPResponse(der: completion.status)
        let answer = try response.answer(about: certificate, issuer: issuer)
        guard times.contains(answer.producedAt) else {
            throw SignatureError(.revocationUnavailable, "the status is not from the time of the order")
        }
        // BankID: SHA-1 of the base64 of the signature, and twelve random bytes behind it.
        guard let nonce = try response.nonce, nonce.count == 32,
            nonce.prefix(20).elementsEqual(SHA1.digest(completion.signature.utf8))
        else { throw SignatureError(.revocationUnavailable, "the status is not for this signature") }
        if case .revoked = answer.status { throw SignatureError(.certificateRevoked, "the certificate is revoked") }
        try answer.check(at: times.upperBound)
    }

    private static let namespace = "http://www.bankid.com/signature/v1.0.0/types"
}
