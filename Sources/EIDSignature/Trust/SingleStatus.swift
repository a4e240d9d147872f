import COpenSSL
import FoundationEssentials

/// One of a responder's statements, about one certificate (RFC 6960 §4.2.1, SingleResponse).
struct SingleStatus {
    let status: RevocationStatus
    let thisUpdate: Date
    let nextUpdate: Date?
    let archiveCutoff: Date?

    init(_ single: OpaquePointer) throws(SignatureError) {
        var reason: Int32 = 0
        var revoked: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var this: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var next: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        let word = OCSP_single_get0_status(single, &reason, &revoked, &this, &next)
        guard let thisUpdate = ParsedResponse.date(this) else {
            throw OpenSSLError.error(.malformed, "the responder's answer has no time")
        }
        switch word {
        case V_OCSP_CERTSTATUS_GOOD: status = .good
        case V_OCSP_CERTSTATUS_REVOKED:
            guard let since = ParsedResponse.date(revoked) else {
                throw OpenSSLError.error(.malformed, "the responder's answer has no time of revocation")
            }
            status = .revoked(since: since, reason: reason < 0 ? nil : Int(reason))
        default: status = .unknown
        }
        for place in 0..<max(0, OCSP_SINGLERESP_get_ext_count(single)) {
            guard eid_is_unknown_and_critical(OCSP_SINGLERESP_get_ext(single, place)) == 0 else {
                throw SignatureError(.unsupported, "the answer has a critical extension that we do not know")
            }
        }
        self.thisUpdate = thisUpdate
        nextUpdate = ParsedResponse.date(next)
        archiveCutoff = Self.archiveCutoff(single)
    }

    /// Whether this statement counts where another one is about the same certificate: the worse, and of two that say the same
    /// the newer.
    func counts(before other: SingleStatus) -> Bool {
        guard status != other.status else { return thisUpdate > other.thisUpdate }
        return RevocationStatus.weightier(other.status, status) == status
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
}
