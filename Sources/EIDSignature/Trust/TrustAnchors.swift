import COpenSSL
public import FoundationEssentials

/// The certificates at which a path may end: those of the operator's configuration or of a trusted list.
public struct TrustAnchors: Sendable {
    /// What the end of a path is used for.
    public enum Purpose: Sendable {
        /// Signing documents; the signer's own rules say the rest.
        case signing
        /// Issuing timestamps: a critical extended key usage with nothing else.
        case timestamping
    }

    /// The certificates, roots or issuers below them.
    public let certificates: [Certificate]

    /// Trusts these certificates, and whatever they issued.
    public init(_ certificates: [Certificate]) { self.certificates = certificates }

    /// Finds and verifies a path from a certificate to an anchor at a moment; revocation is checked apart from this.
    public func path(
        for leaf: Certificate,
        through intermediates: [Certificate] = [],
        at date: Date,
        purpose: Purpose = .signing
    ) throws(SignatureError) -> CertificatePath {
        let store = try TrustStore(certificates, at: date)
        let untrusted = try X509Stack(intermediates)
        guard let context = X509_STORE_CTX_new() else { throw OpenSSLError.unavailable("no context") }
        defer { X509_STORE_CTX_free(context) }
        guard X509_STORE_CTX_init(context, store.pointer, leaf.handle.pointer, untrusted.pointer) == 1,
            purpose != .timestamping || X509_STORE_CTX_set_purpose(context, X509_PURPOSE_TIMESTAMP_SIGN) == 1
        else { throw OpenSSLError.unavailable("no context") }
        guard X509_verify_cert(context) == 1 else {
            throw PathRefusal.error(X509_STORE_CTX_get_error(context), depth: X509_STORE_CTX_get_error_depth(context))
        }
        // What OpenSSL found, as our own values: each is the leaf, an intermediate or an anchor.
        var known: [[UInt8]: Certificate] = [:]
        for certificate in certificates + intermediates + [leaf] { known[certificate.der] = certificate }
        guard let chain = X509_STORE_CTX_get0_chain(context) else { throw OpenSSLError.unavailable("no path") }
        var found: [Certificate] = []
        for index in 0..<eid_certificates_count(chain) {
            guard let der = Self.der(eid_certificates_at(chain, index)), let certificate = known[der] else {
                throw OpenSSLError.unavailable("no path")
            }
            found.append(certificate)
        }
        return CertificatePath(certificates: found)
    }

    private static func der(_ certificate: OpaquePointer?) -> [UInt8]? {
        var start: UnsafeMutablePointer<UInt8>?
        let count = i2d_X509(certificate, &start)
        guard count > 0, let start else { return nil }
        defer { CRYPTO_free(start, nil, 0) }
        return Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }
}

/// OpenSSL's reasons in our codes.
private enum PathRefusal {
    static func error(_ reason: Int32, depth: Int32) -> SignatureError {
        let text = X509_verify_cert_error_string(Int(reason)).map { String(cString: $0) } ?? "unknown reason"
        let code: SignatureError.Code =
            switch reason {
            case X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED: .certificateExpired
            case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
                X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
                X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
                .certificateUntrusted
            case X509_V_ERR_INVALID_PURPOSE, X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL:
                .certificateUnsuitable
            default: .certificateInvalid
            }
        return OpenSSLError.error(code, "\(text), \(depth) above the certificate")
    }
}
