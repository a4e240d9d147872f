import EIDJOSE
package import EIDMethod

/// What the browser brought back from an authorization endpoint: our `state` first, then an error or a code.
package struct AuthorizationAnswer: Sendable {
    private let callback: CallbackParameters

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
        return try callback.required("code")
    }
}
