import COpenSSL

/// How a call into OpenSSL went wrong.
enum OpenSSLError {
    /// The error queue belongs to the thread and would be blamed on whoever reads it next, so it is emptied.
    static func error(_ code: SignatureError.Code, _ detail: String) -> SignatureError {
        ERR_clear_error()
        return SignatureError(code, detail)
    }

    static func unavailable(_ detail: String) -> SignatureError { error(.unavailable, detail) }
}
