import COpenSSL
import FoundationEssentials

/// OpenSSL's store for one verification at one moment.
final class TrustStore {
    let pointer: OpaquePointer

    init(_ certificates: [Certificate], at date: Date) throws(SignatureError) {
        guard let store = X509_STORE_new() else { throw OpenSSLError.unavailable("no store") }
        pointer = store
        for certificate in certificates where X509_STORE_add_cert(store, certificate.handle.pointer) != 1 {
            throw OpenSSLError.unavailable("no room for an anchor")
        }
        guard let parameters = X509_STORE_get0_param(store),
            let seconds = Int(exactly: date.timeIntervalSince1970.rounded(.down)),
            // A trusted list names issuers, which need not be roots. Policies are checked for authorities that demand some
            // (RFC 5280 §6.1.5); to us any will do, and none where nobody demands one.
            X509_VERIFY_PARAM_set_flags(parameters, eid_path_checks) == 1,
            let anyPolicy = OBJ_dup(OBJ_nid2obj(NID_any_policy)),
            X509_VERIFY_PARAM_add0_policy(parameters, anyPolicy) == 1
        else { throw OpenSSLError.unavailable("no verification parameters") }
        X509_VERIFY_PARAM_set_time(parameters, seconds)
        X509_VERIFY_PARAM_set_depth(parameters, 8)
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)  // 112 bits: RSA from 2048, no SHA-1 below the anchor
    }

    deinit { X509_STORE_free(pointer) }
}
