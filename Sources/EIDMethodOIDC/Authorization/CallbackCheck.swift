import EIDJSON
import EIDMethod

/// Reads what the browser brought back: `state`, then `iss`, then the error or the code.
struct CallbackCheck {
    let issuer: String
    /// Whether the upstream announced `iss` in its answers, so that a missing one is suspect (RFC 9207 §2.4).
    let expectsIssuer: Bool
    let errors: UpstreamErrorTable

    func code(in callback: CallbackParameters, state: String) throws(MethodError) -> String {
        let answer = try AuthorizationAnswer(callback, state: state)
        if let named = callback["iss"] {
            guard named.sameBytes(as: issuer) else {
                throw MethodError(.untrusted, "the callback names another issuer")
            }
        } else if expectsIssuer {
            throw MethodError(.untrusted, "the callback names no issuer, although the upstream announced it")
        }
        return try answer.code { error, _ in UpstreamText.failure(ofCallback: error, table: errors) }
    }
}
