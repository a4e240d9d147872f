import EIDSignature
import FoundationEssentials

/// The authorities that may name people, by the operator's settings.
///
/// A path ends at a root of the file; authorities below it are there to be found, since answers bring the person's own
/// certificate alone. A file without any root trusts each of its authorities by itself.
struct SmartIDTrust: Sendable {
    private let anchors: TrustAnchors
    private let others: [Certificate]

    /// Reads the certificates of a PEM text, each of which must be an authority's.
    init(pem: [UInt8]) throws(SignatureError) {
        let authorities = try Certificate.all(pem: String(decoding: pem, as: UTF8.self))
        guard !authorities.isEmpty else { throw SignatureError(.malformed, "there is no certificate in PEM") }
        guard authorities.allSatisfy(\.extensions.isAuthority) else {
            throw SignatureError(.certificateUnsuitable, "not every certificate is an authority's")
        }
        let roots = authorities.filter(\.isSelfIssued)
        anchors = TrustAnchors(roots.isEmpty ? authorities : roots)
        others = roots.isEmpty ? [] : authorities.filter { !$0.isSelfIssued }
    }

    /// The verified path of a certificate at a moment, itself first and the trusted end last.
    func path(of certificate: Certificate, at date: Date) throws(SignatureError) -> [Certificate] {
        try anchors.path(for: certificate, through: others, at: date).certificates
    }
}
