import EIDJOSE
import EIDJSON
import EIDMethod

/// Reads what the browser brought back: `state`, then `iss`, then the error or the code.
struct CallbackCheck {
    let issuer: String
    /// Whether the upstream announced `iss` in its answers, so that a missing one is suspect (RFC 9207 §2.4).
    let expectsIssuer: Bool
    let errors: UpstreamErrorTable

    private static let longestCode = 2048

    func code(in callback: CallbackParameters, state: String) throws(MethodError) -> String {
        guard let returned = callback["state"], constantTimeEquals(returned, state) else {
            throw MethodError(.untrusted, "the callback does not return the state")
        }
        if let named = callback["iss"] {
            guard named.sameBytes(as: issuer) else {
                throw MethodError(.untrusted, "the callback names another issuer")
            }
        } else if expectsIssuer {
            throw MethodError(.untrusted, "the callback names no issuer, although the upstream announced it")
        }
        if let error = callback["error"] {
            throw UpstreamText.failure(
                error,
                description: callback["error_description"],
                at: "the callback",
                table: errors
            )
        }
        guard let code = callback["code"] else { throw MethodError(.untrusted, "the callback has no code") }
        // RFC 6749 appendix A.11: visible characters and space.
        guard !code.isEmpty, code.utf8.count <= Self.longestCode, code.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
            throw MethodError(.untrusted, "the callback's code is empty, too long or not printable")
        }
        return code
    }
}
