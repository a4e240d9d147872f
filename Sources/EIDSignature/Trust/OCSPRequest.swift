import COpenSSL
import EIDJOSE

/// A question to an issuer's responder about one certificate (RFC 6960).
public struct OCSPRequest: Hashable, Sendable {
    /// The certificate in question.
    public let certificate: Certificate
    /// Its issuer.
    public let issuer: Certificate
    /// What the answer must repeat; `nil` asks for an answer that may have been made before.
    public let nonce: [UInt8]?
    /// The request, to be sent as `application/ocsp-request`.
    public let der: [UInt8]

    /// Asks about a certificate, with a nonce of 16 random bytes (RFC 8954).
    public init(_ certificate: Certificate, issuer: Certificate) throws(SignatureError) {
        try self.init(certificate, issuer: issuer, nonce: SecureRandom.bytes(16))
    }

    /// Asks about a certificate with a nonce of the caller's, or with none for responders that cannot repeat one.
    public init(_ certificate: Certificate, issuer: Certificate, nonce: [UInt8]?) throws(SignatureError) {
        self.certificate = certificate
        self.issuer = issuer
        self.nonce = nonce
        guard let request = OCSP_REQUEST_new() else { throw OpenSSLError.unavailable("no request") }
        defer { OCSP_REQUEST_free(request) }
        // SHA-1 names the certificate here and proves nothing; responders answer by it alone (RFC 5019 §2.1.1).
        guard let id = OCSP_cert_to_id(EVP_sha1(), certificate.handle.pointer, issuer.handle.pointer) else {
            throw OpenSSLError.unavailable("no request")
        }
        guard OCSP_request_add0_id(request, id) != nil else {
            OCSP_CERTID_free(id)
            throw OpenSSLError.unavailable("no request")
        }
        if var nonce {
            guard OCSP_request_add1_nonce(request, &nonce, Int32(clamping: nonce.count)) == 1 else {
                throw OpenSSLError.unavailable("no nonce")
            }
        }
        var start: UnsafeMutablePointer<UInt8>?
        let count = i2d_OCSP_REQUEST(request, &start)
        guard count > 0, let start else { throw OpenSSLError.unavailable("no request") }
        defer { CRYPTO_free(start, nil, 0) }
        der = Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }

    /// The path behind a responder's URL for a GET: base64 with everything escaped that a path reads otherwise.
    public var pathComponent: String { PercentEncoding.escaped(Base64.encode(der)) }
}
