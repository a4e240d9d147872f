import COpenSSL

/// A request for a timestamp (RFC 3161 §2.4.1), which a fault may change before it is answered.
final class TimestampQuery {
    private let request: OpaquePointer

    /// Reads a request; `nil` when it is none.
    init?(der: [UInt8]) {
        guard der.count <= 64 * 1024,
            let request = OpenSSL.decode(der, { d2i_TS_REQ(nil, $0, $1) }, free: { TS_REQ_free($0) })
        else { return nil }
        self.request = request
    }

    deinit { TS_REQ_free(request) }

    var der: [UInt8] { OpenSSL.encode { i2d_TS_REQ(request, $0) } }

    /// Asks for another nonce than the requester did.
    func changeNonce() throws(TrustError) {
        guard let nonce = TS_REQ_get_nonce(request).map({ ASN1_STRING_dup($0) }) ?? ASN1_INTEGER_new() else {
            throw OpenSSL.failure("no nonce")
        }
        defer { ASN1_STRING_free(nonce) }
        let old = OpenSSL.contents(nonce)
        let new = old.dropLast() + [(old.last ?? 0) ^ 1]
        guard ASN1_STRING_set(nonce, Array(new), Int32(clamping: new.count)) == 1, TS_REQ_set_nonce(request, nonce) == 1
        else { throw OpenSSL.failure("no other nonce") }
    }

    /// Asks for a timestamp of something else.
    func changeImprint() throws(TrustError) {
        guard let imprint = TS_REQ_get_msg_imprint(request), let digest = TS_MSG_IMPRINT_get_msg(imprint) else {
            throw OpenSSL.failure("no imprint")
        }
        var bytes = OpenSSL.contents(digest)
        for index in bytes.indices { bytes[index] ^= 0xFF }
        guard TS_MSG_IMPRINT_set_msg(imprint, &bytes, Int32(clamping: bytes.count)) == 1 else {
            throw OpenSSL.failure("no other imprint")
        }
    }
}
