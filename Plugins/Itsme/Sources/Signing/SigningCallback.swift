import EIDMethod
import EIDMethodOIDC

/// Reads what the browser brought back from a signing service: `state` first, then what it says.
struct SigningCallback: Sendable {
    private let answer: AuthorizationAnswer

    /// Takes a callback with our state, and nothing else; the broker has checked it before.
    init(_ event: MethodEvent, state: String) throws(MethodError) {
        guard case .callback(let parameters) = event else {
            throw MethodError(.unsupported, "the signing continues with a callback and nothing else")
        }
        answer = try AuthorizationAnswer(parameters, state: state)
    }

    /// The code, or what the service says instead.
    func code() throws(MethodError) -> String {
        try answer.code { ItsmeErrors.signing(ofCallback: $0, description: $1) }
    }
}
