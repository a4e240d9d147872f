import COpenSSL
import FoundationEssentials

/// OpenSSL's view of a responder's answer.
final class ParsedResponse {
    private let basic: OpaquePointer

    init(_ der: [UInt8]) throws(SignatureError) {
        guard der.count <= 256 * 1024 else { throw SignatureError(.malformed, "the responder's answer is too large") }
        let response: OpaquePointer? = der.withUnsafeBufferPointer { buffer in
            var next = buffer.baseAddress
            guard let response = d2i_OCSP_RESPONSE(nil, &next, buffer.count) else { return nil }
            guard next == buffer.baseAddress.map({ $0 + buffer.count }) else {
                OCSP_RESPONSE_free(response)
                return nil
            }
            return response
        }
        guard let response else { throw OpenSSLError.error(.malformed, "the responder's answer is not one") }
        defer { OCSP_RESPONSE_free(response) }
        let status = OCSP_response_status(response)
        guard status == OCSP_RESPONSE_STATUS_SUCCESSFUL else {
            throw SignatureError(.revocationUnavailable, "the responder refuses to answer, status \(status)")
        }
        guard let basic = OCSP_response_get1_basic(response) else {
            throw OpenSSLError.error(.malformed, "the responder's answer is of an unknown kind")
        }
        self.basic = basic
    }

    deinit { OCSP_BASICRESP_free(basic) }

    /// The signer must be the issuer itself, or somebody whom the issuer made a responder (RFC 6960 §4.2.2.2).
    func verify(issuer: Certificate, at date: Date) throws(SignatureError) {
        guard eid_digest_is_strong(OCSP_resp_get0_tbs_sigalg(basic)) == 1 else {
            throw OpenSSLError.error(.revocationUnavailable, "the answer is signed over a digest we do not accept")
        }
        let store = try TrustStore([issuer], at: date)
        let stack = try X509Stack([issuer])
        guard OCSP_basic_verify(basic, stack.pointer, store.pointer, eid_ocsp_own_chain_only) == 1 else {
            throw OpenSSLError.error(.revocationUnavailable, "the answer is not signed by somebody entitled to it")
        }
        guard eid_may_answer(basic, issuer.handle.pointer, stack.pointer) == 1 else {
            throw OpenSSLError.error(
                .revocationUnavailable,
                "the answer is signed with a certificate for something else"
            )
        }
        for place in 0..<max(0, OCSP_BASICRESP_get_ext_count(basic)) {
            guard eid_is_unknown_and_critical(OCSP_BASICRESP_get_ext(basic, place)) == 0 else {
                throw SignatureError(.unsupported, "the answer has a critical extension that we do not know")
            }
        }
    }

    /// The nonce; some responders wrap it in an octet string and some do not.
    var nonce: [UInt8]? {
        let position = OCSP_BASICRESP_get_ext_by_NID(basic, NID_id_pkix_OCSP_Nonce, -1)
        guard position >= 0, let found = OCSP_BASICRESP_get_ext(basic, position),
            let data = X509_EXTENSION_get_data(found), let start = ASN1_STRING_get0_data(data)
        else { return nil }
        let bytes = Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(data))))
        return (try? DERReader.parse(bytes, "nonce").octets("nonce")) ?? bytes
    }

    /// What the answer says about one certificate, which it names by hashes of its issuer and its number.
    ///
    /// Nothing keeps an answer from having several words about it, by several hashes: a revocation counts before them all.
    func status(of certificate: Certificate, issuer: Certificate, der: [UInt8]) throws(SignatureError)
        -> RevocationAnswer
    {
        guard let producedAt = Self.date(OCSP_resp_get0_produced_at(basic)) else {
            throw OpenSSLError.error(.malformed, "the responder's answer has no time")
        }
        var best: SingleStatus?
        for method in [EVP_sha1(), EVP_sha256(), EVP_sha384(), EVP_sha512()] {
            guard let id = OCSP_cert_to_id(method, certificate.handle.pointer, issuer.handle.pointer) else { continue }
            defer { OCSP_CERTID_free(id) }
            var place = OCSP_resp_find(basic, id, -1)
            while place >= 0, let single = OCSP_resp_get0(basic, place) {
                let status = try SingleStatus(single)
                if best.map({ status.counts(before: $0) }) ?? true { best = status }
                place = OCSP_resp_find(basic, id, place)
            }
        }
        guard let best else {
            throw OpenSSLError.error(.revocationUnavailable, "the answer is about another certificate")
        }
        return RevocationAnswer(
            about: certificate,
            best.status,
            remembered: best.archiveCutoff,
            thisUpdate: best.thisUpdate,
            nextUpdate: best.nextUpdate,
            producedAt: producedAt,
            certificates: certificates,
            der: der
        )
    }

    private var certificates: [Certificate] {
        guard let stack = OCSP_resp_get0_certs(basic) else { return [] }
        return (0..<eid_certificates_count(stack)).compactMap { index in
            var start: UnsafeMutablePointer<UInt8>?
            let count = i2d_X509(eid_certificates_at(stack, index), &start)
            guard count > 0, let start else { return nil }
            defer { CRYPTO_free(start, nil, 0) }
            return try? Certificate(der: Array(UnsafeBufferPointer(start: start, count: Int(count))))
        }
    }

    static func date(_ time: UnsafePointer<ASN1_TIME>?) -> Date? {
        var seconds: Int64 = 0
        guard let time, eid_seconds(time, &seconds) == 1 else { return nil }
        return Date(timeIntervalSince1970: Double(seconds))
    }
}
