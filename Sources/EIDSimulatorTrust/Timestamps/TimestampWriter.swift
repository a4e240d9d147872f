import COpenSSL
import FoundationEssentials

/// Writes one answer with OpenSSL's timestamp authority.
final class TimestampWriter {
    private let context: OpaquePointer
    private let serial: SerialNumber
    private let seconds: Int

    init(
        unit: OwnCertificate,
        root: CertificateAuthority,
        serial: SerialNumber,
        time: Date
    ) throws(TrustError) {
        guard let context = TS_RESP_CTX_new() else { throw OpenSSL.failure("no context") }
        self.context = context
        self.serial = serial
        seconds = Int(time.timeIntervalSince1970.rounded(.down))
        let certificate = try CertificateHandle(der: unit.certificate)
        guard let stack = eid_certificates_new() else { throw OpenSSL.failure("no stack") }
        defer { eid_certificates_free(stack) }
        guard let policy = OBJ_txt2obj(TrustPolicy.timestamps, 1) else { throw OpenSSL.failure("no policy") }
        defer { ASN1_OBJECT_free(policy) }
        guard
            // The unit's own is added by OpenSSL, and all of them only for those who ask.
            eid_certificates_push(stack, unit.issuer.handle.pointer) == 1,
            eid_certificates_push(stack, root.handle.pointer) == 1,
            TS_RESP_CTX_set_signer_cert(context, certificate.pointer) == 1,
            TS_RESP_CTX_set_signer_key(context, unit.key.pointer) == 1,
            TS_RESP_CTX_set_certs(context, stack) == 1,
            TS_RESP_CTX_set_signer_digest(context, EVP_sha256()) == 1,
            // Without this, OpenSSL 3.0 names the certificate by SHA-1.
            TS_RESP_CTX_set_ess_cert_id_digest(context, EVP_sha256()) == 1,
            TS_RESP_CTX_set_def_policy(context, policy) == 1,
            TS_RESP_CTX_set_accuracy(context, 1, 0, 0) == 1,
            [EVP_sha256(), EVP_sha384(), EVP_sha512()].allSatisfy({ TS_RESP_CTX_add_md(context, $0) == 1 })
        else { throw OpenSSL.failure("the timestamp authority is not ready") }
    }

    deinit { TS_RESP_CTX_free(context) }

    /// The answer, granted or not.
    func answer(to query: [UInt8]) throws(TrustError) -> [UInt8] {
        // The context and this object die together, so the callbacks always find it.
        let this = Unmanaged.passUnretained(self).toOpaque()
        TS_RESP_CTX_set_serial_cb(
            context,
            { _, this in
                guard let this else { return nil }
                let bytes = Unmanaged<TimestampWriter>.fromOpaque(this).takeUnretainedValue().serial.bytes
                guard let number = ASN1_INTEGER_new() else { return nil }
                if ASN1_STRING_set(number, bytes, Int32(clamping: bytes.count)) == 1 { return number }
                ASN1_INTEGER_free(number)
                return nil
            },
            this
        )
        TS_RESP_CTX_set_time_cb(
            context,
            { _, this, seconds, fraction in
                guard let this else { return 0 }
                seconds?.pointee = Unmanaged<TimestampWriter>.fromOpaque(this).takeUnretainedValue().seconds
                fraction?.pointee = 0
                return 1
            },
            this
        )
        defer { ERR_clear_error() }
        let bytes = OpenSSL.reading(query) { bio -> [UInt8]? in
            guard let answer = TS_RESP_create_response(context, bio) else { return nil }
            defer { TS_RESP_free(answer) }
            return OpenSSL.encode { i2d_TS_RESP(answer, $0) }
        }
        guard let bytes, !bytes.isEmpty else { throw OpenSSL.failure("the timestamp authority did not answer") }
        return bytes
    }
}
