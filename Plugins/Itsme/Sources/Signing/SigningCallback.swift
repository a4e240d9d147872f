import EIDJOSE
import EIDMethod
import EIDMethodOIDC

/// Reads what the browser brought back from a signing service: `state` first, then what it says.
struct SigningCallback: Sendable {
    let parameters: CallbackParameters

    /// Takes a callback with our state, and nothing else; the broker has checked it before.
    init(_ event: MethodEvent, state: String) throws(MethodError) {
        guard case .callback(let parameters) = event else {
            throw MethodError(.unsupported, "the signing continues with a callback and nothing else")
        }
        guard let returned = parameters["state"], constantTimeEquals(returned, state) else {
            throw MethodError(.untrusted, "the callback does not return the state")
        }
        self.parameters = parameters
    }

    /// The code, or what the service says instead.
    func code() throws(MethodError) -> String {
        if let error = parameters["error"] {
            throw ItsmeErrors.signing(error, description: parameters["error_description"], at: "the callback")
        }
        guard let code = parameters["code"], (1...2048).contains(code.utf8.count),
            code.utf8.allSatisfy({ 0x20...0x7E ~= $0 })
        else { throw MethodError(.untrusted, "the callback's code is missing, too long or not printable") }
        return code
    }
}
