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

    /// What the answer says about one certificate, which it names by a hash of its issuer and its number.
    func status(of certificate: Certificate, issuer: Certificate, der: [UInt8]) throws(SignatureError)
        -> RevocationAnswer
    {
        for method in [EVP_sha1(), EVP_sha256()] {
            guard let id = OCSP_cert_to_id(method, certificate.handle.pointer, issuer.handle.pointer) else { continue }
            defer { OCSP_CERTID_free(id) }
            var status: Int32 = 0
            var reason: Int32 = 0
            var revoked: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
            var this: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
            var next: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
            guard let single = OCSP_resp_get0(basic, OCSP_resp_find(basic, id, -1)) else { continue }
            status = OCSP_single_get0_status(single, &reason, &revoked, &this, &next)
            guard let thisUpdate = Self.date(this), let producedAt = Self.date(OCSP_resp_get0_produced_at(basic)) else {
                throw OpenSSLError.error(.malformed, "the responder's answer has no time")
            }
            let meaning: RevocationStatus
            switch status {
            case V_OCSP_CERTSTATUS_GOOD: meaning = .good
            case V_OCSP_CERTSTATUS_REVOKED:
                guard let since = Self.date(revoked) else {
                    throw OpenSSLError.error(.malformed, "the responder's answer has no time of revocation")
                }
                meaning = .revoked(since: since, reason: reason < 0 ? nil : Int(reason))
            default: meaning = .unknown
            }
            return RevocationAnswer(
                about: certificate,
                meaning,
                remembered: Self.archiveCutoff(single),
                thisUpdate: thisUpdate,
                nextUpdate: Self.date(next),
                producedAt: producedAt,
                certificates: certificates,
                der: der
            )
        }
        throw OpenSSLError.error(.revocationUnavailable, "the answer is about another certificate")
    }

    /// The earliest end of certificates about which the responder still knows (RFC 6960 §4.4.4).
    ///
    /// Unreadable, it promises nothing; the answer is good for a certificate that still runs.
    private static func archiveCutoff(_ single: OpaquePointer) -> Date? {
        let position = OCSP_SINGLERESP_get_ext_by_NID(single, NID_id_pkix_OCSP_archiveCutoff, -1)
        guard position >= 0, let found = OCSP_SINGLERESP_get_ext(single, position),
            let data = X509_EXTENSION_get_data(found), let start = ASN1_STRING_get0_data(data)
        else { return nil }
        let bytes = Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(data))))
        let place = "the responder's answer"
        return try? DERReader.parse(bytes, place).time(place)
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
