import EIDJOSE
package import EIDMethod

/// What the browser brought back from an authorization endpoint: our `state` first, then an error or a code.
package struct AuthorizationAnswer: Sendable {
    private let callback: CallbackParameters
    private static let longestCode = 2048

    /// Takes a callback with our state, and no other.
    package init(_ callback: CallbackParameters, state: String) throws(MethodError) {
        guard let returned = callback["state"], constantTimeEquals(returned, state) else {
            throw MethodError(.untrusted, "the callback does not return the state")
        }
        self.callback = callback
    }

    /// The code; what the upstream reports instead becomes a failure by `failure`, from its error and description.
    package func code(failure: (String, String?) -> MethodError) throws(MethodError) -> String {
        if let error = callback["error"] { throw failure(error, callback["error_description"]) }
        guard let code = callback["code"] else { throw MethodError(.untrusted, "the callback has no code") }
        // RFC 6749 appendix A.11: visible characters and space.
        guard !code.isEmpty, code.utf8.count <= Self.longestCode, code.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
            throw MethodError(.untrusted, "the callback's code is empty, too long or not printable")
        }
        return code
    }
}
