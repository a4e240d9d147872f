import COpenSSL

/// OpenSSL's reasons in our codes.
enum PathRefusal {
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
