import EIDSignature
import FoundationEssentials

/// Whose certificates sign for people, by the operator's settings.
struct SignatureTrust: Sendable {
    /// The scheme's roots.
    let anchors: TrustAnchors
    /// The policies of which a certificate must name one; any will do where there are none.
    let policies: Set<OID>

    /// The way from a signature's certificate to a root.
    func path(of signature: XMLSignature, at time: Date) throws(SignatureError) -> CertificatePath {
        guard let certificate = signature.certificates.first else {
            throw SignatureError(.malformed, "there is no certificate")
        }
        try SignerRules(.identification).check(certificate, at: time)
        guard policies.isEmpty || !policies.isDisjoint(with: certificate.extensions.policies) else {
            throw SignatureError(.certificateUnsuitable, "the certificate is of another kind than was asked for")
        }
        return try anchors.path(for: certificate, through: Array(signature.certificates.dropFirst()), at: time)
    }
}

extension SwedishBankIDConfiguration {
    /// Whose certificates sign for people.
    var trust: SignatureTrust {
        SignatureTrust(
            anchors: TrustAnchors(Self.roots(signatureTrust) ?? []),
            policies: Set(kinds.compactMap { OID($0.policy(in: environment)) })
        )
    }

    /// The certificates in a PEM file; `nil` where it is none.
    static func roots(_ pem: [UInt8]) -> [Certificate]? {
        try? Certificate.all(pem: String(decoding: pem, as: UTF8.self))
    }
}
