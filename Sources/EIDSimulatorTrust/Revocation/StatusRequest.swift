import COpenSSL

/// A question to a responder (RFC 6960 §4.1).
struct StatusRequest {
    /// One certificate that is asked about.
    struct Item {
        /// The identifier as it was sent, to be repeated.
        let id: DER
        /// Whose certificate it is; `nil` when the issuer is none of ours.
        let issuer: TrustAuthority?
        let serial: SerialNumber?
    }

    let items: [Item]
    /// The nonce's whole extension, to be repeated.
    let nonce: [UInt8]?

    /// Reads a request; `nil` when it is malformed, or longer than anyone needs.
    init?(der: [UInt8], authorities: [CertificateAuthority]) {
        guard der.count <= 64 * 1024,
            let request = OpenSSL.decode(der, { d2i_OCSP_REQUEST(nil, $0, $1) }, free: { OCSP_REQUEST_free($0) })
        else { return nil }
        defer {
            OCSP_REQUEST_free(request)
            ERR_clear_error()
        }
        let count = OCSP_request_onereq_count(request)
        guard (1...32).contains(count) else { return nil }
        var items: [Item] = []
        for index in 0..<count {
            guard let one = OCSP_request_onereq_get0(request, index), let id = OCSP_onereq_get0_id(one),
                let item = Self.item(id, authorities)
            else { return nil }
            items.append(item)
        }
        self.items = items
        let position = OCSP_REQUEST_get_ext_by_NID(request, NID_id_pkix_OCSP_Nonce, -1)
        guard position >= 0, let found = OCSP_REQUEST_get_ext(request, position) else {
            nonce = nil
            return
        }
        let bytes = OpenSSL.encode { i2d_X509_EXTENSION(found, $0) }
        // RFC 9654 §2.1 allows 128 bytes; the rest is the frame around them.
        guard bytes.count <= 160 else { return nil }
        nonce = bytes
    }

    private static func item(_ id: OpaquePointer, _ authorities: [CertificateAuthority]) -> Item? {
        let bytes = OpenSSL.encode { i2d_OCSP_CERTID(id, $0) }
        var algorithm: OpaquePointer?
        var number: UnsafeMutablePointer<ASN1_INTEGER>?
        guard !bytes.isEmpty, OCSP_id_get0_info(nil, &algorithm, nil, &number, id) == 1, let number else { return nil }
        let digest = [EVP_sha1(), EVP_sha256(), EVP_sha384(), EVP_sha512()].first {
            EVP_MD_get_type($0) == OBJ_obj2nid(algorithm)
        }
        let issuer = authorities.first { authority in
            guard let digest, let own = OCSP_cert_to_id(digest, nil, authority.handle.pointer) else { return false }
            defer { OCSP_CERTID_free(own) }
            return OCSP_id_issuer_cmp(own, id) == 0
        }
        // A negative number was never issued; its digits alone might have been.
        guard ASN1_STRING_type(number) == V_ASN1_INTEGER else {
            return Item(id: DER(encoded: bytes), issuer: issuer?.role, serial: nil)
        }
        return Item(
            id: DER(encoded: bytes),
            issuer: issuer?.role,
            serial: SerialNumber(bytes: OpenSSL.contents(number))
        )
    }
}
