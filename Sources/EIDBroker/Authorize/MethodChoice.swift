import EIDJSON
import EIDMethod

/// Picks the methods that fit a request: one is used at once, several go to the chooser.
struct MethodChoice: Sendable {
    let methods: [Method]

    /// The methods that fit, in the operator's order; never empty.
    func candidates(for request: AuthorizeRequest, _ client: Client) throws(OAuthError) -> [Method] {
        let allowed = methods.filter { method in client.methods.contains { $0.sameBytes(as: method.id) } }
        let named =
            request.methods.isEmpty
            ? allowed
            : allowed.filter { method in request.methods.contains { $0.sameBytes(as: method.id) } }
        guard !named.isEmpty else {
            throw OAuthError(.invalidRequest, "acr_values names a method that the client cannot use.")
        }
        let capable = named.filter { $0.types.contains(request.type) }
        guard !capable.isEmpty else {
            throw OAuthError(.invalidRequest, "No method of the client offers type:\(request.type.rawValue).")
        }
        guard let minimum = request.minimumAssurance else { return capable }
        let sure = capable.filter { $0.descriptor.assurance.acr(atLeast: minimum) != nil }
        guard !sure.isEmpty else {
            throw OAuthError(.unmetAuthenticationRequirements, "No method of the client reaches that assurance.")
        }
        return sure
    }

    /// A method by id.
    subscript(id: String) -> Method? { methods.first { $0.id.sameBytes(as: id) } }
}
