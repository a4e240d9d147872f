import COpenSSL
import FoundationEssentials

/// One question to OpenSSL, how a certificate leads to an anchor.
struct PathSearch {
    let leaf: Certificate
    let anchors: [Certificate]
    let purpose: TrustAnchors.Purpose
    /// One for all tries: a trusted list has many anchors.
    private let store: TrustStore

    init(leaf: Certificate, anchors: [Certificate], date: Date, purpose: TrustAnchors.Purpose) throws(SignatureError) {
        self.leaf = leaf
        self.anchors = anchors
        self.purpose = purpose
        store = try TrustStore(anchors, at: date)
    }

    /// A path that does not hold.
    struct Broken: Error {
        let error: SignatureError
        /// The certificates above the first one of which one may be at fault, in DER.
        let suspects: [[UInt8]]
    }

    /// The path that OpenSSL builds out of these intermediates; throws where OpenSSL cannot do its work.
    func path(through intermediates: [Certificate]) throws(SignatureError) -> Result<CertificatePath, Broken> {
        let untrusted = try X509Stack(intermediates)
        guard let context = X509_STORE_CTX_new() else { throw OpenSSLError.unavailable("no context") }
        defer { X509_STORE_CTX_free(context) }
        guard X509_STORE_CTX_init(context, store.pointer, leaf.handle.pointer, untrusted.pointer) == 1,
            purpose != .timestamping || X509_STORE_CTX_set_purpose(context, X509_PURPOSE_TIMESTAMP_SIGN) == 1
        else { throw OpenSSLError.unavailable("no context") }
        guard X509_verify_cert(context) == 1 else { return .failure(Self.broken(context)) }
        // OpenSSL goes on above a leaf that is trusted itself, as far as there are issuers, whom nobody need trust then.
        guard !anchors.contains(leaf) else { return .success(CertificatePath(certificates: [leaf])) }
        // What OpenSSL found, as our own values: each is the leaf, an intermediate or an anchor.
        var found: [Certificate] = []
        for der in Self.chain(context) {
            let known = [[leaf], intermediates, anchors].lazy.compactMap { $0.first { $0.der == der } }
            guard let certificate = known.first else { throw OpenSSLError.unavailable("no path") }
            found.append(certificate)
        }
        guard !found.isEmpty else { throw OpenSSLError.unavailable("no path") }
        return .success(CertificatePath(certificates: found))
    }

    private static func broken(_ context: OpaquePointer) -> Broken {
        let reason = X509_STORE_CTX_get_error(context)
        let depth = Int(X509_STORE_CTX_get_error_depth(context))
        let chain = chain(context)
        let places =
            switch reason {
            // Either the certificate is forged or the one above it only has the name of its issuer.
            case X509_V_ERR_CERT_SIGNATURE_FAILURE: [depth, depth + 1]
            // The certificate itself is at fault, whoever issued it.
            case X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_INVALID_PURPOSE,
                X509_V_ERR_EE_KEY_TOO_SMALL:
                [depth]
            default: [max(depth, 1)]
            }
        return Broken(
            error: PathRefusal.error(reason, depth: Int32(clamping: depth)),
            suspects: places.filter { $0 > 0 && $0 < chain.count }.map { chain[$0] }
        )
    }

    /// The certificates as far as they were put together, in DER.
    private static func chain(_ context: OpaquePointer) -> [[UInt8]] {
        guard let chain = X509_STORE_CTX_get0_chain(context) else { return [] }
        return (0..<eid_certificates_count(chain)).map { der(eid_certificates_at(chain, $0)) ?? [] }
    }

    private static func der(_ certificate: OpaquePointer?) -> [UInt8]? {
        var start: UnsafeMutablePointer<UInt8>?
        let count = i2d_X509(certificate, &start)
        guard count > 0, let start else { return nil }
        defer { CRYPTO_free(start, nil, 0) }
        return Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }
}
