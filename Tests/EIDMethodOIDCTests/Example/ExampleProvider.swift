import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials

/// The provider on the front page of the module's catalogue, which is cut from here.
struct ExampleProvider: MethodProvider {
    struct Configuration: MethodConfiguration {
        static let settings: [Setting] = []
        init(reading settings: SettingsReader) {}
    }

    static let descriptor = MethodDescriptor(
        provider: "example",
        displayName: LocalizedText("Example"),
        types: [.verification],
        attributes: [AttributeOffer(.givenName, .maybe)],
        assurance: AssuranceTable([.init("low", .low)])
    )
    private let upstream: OIDCUpstream
    private let services: MethodServices

    init(upstream: OIDCUpstream, services: MethodServices) {
        self.upstream = upstream
        self.services = services
    }

    init(configuration: Configuration, services: MethodServices) {
        let registration = UpstreamRegistration(
            issuer: URL(filePath: "/"),
            clientID: "",
            clientAuthentication: .mutualTLS
        )
        self.init(upstream: OIDCUpstream(registration: registration, services: services), services: services)
    }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<AuthorizationBinding> {
        let binding = upstream.newBinding(redirectURI: request.callbackURL)
        var parameters = AuthorizationParameters(
            redirectURI: request.callbackURL,
            state: request.callbackState,
            scopes: ["openid", "profile"],
            uiLocales: request.languages.map(\.rawValue)
        )
        parameters.demand(request.freshness)
        let url = try await upstream.authorizationURL(parameters, binding: binding)
        return .present(.redirect(to: url), keeping: binding)
    }

    func resume(
        _ request: MethodRequest,
        from binding: AuthorizationBinding,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<AuthorizationBinding> {
        guard case .callback(let callback) = event else {
            throw MethodError(.untrusted, "this is nothing that the transaction waits for")
        }
        let tokens = try await upstream.redeem(callback, state: request.callbackState, binding: binding)
        var attributes = IdentityAttributes()
        attributes.set(
            .givenName,
            to: tokens.idTokenClaims["given_name"]?.string,
            from: Provenance(claim: "given_name", basis: .upstream)
        )
        return .finished(
            VerifiedIdentity(
                subject: UpstreamSubject(namespace: binding.issuer, identifier: tokens.subject),
                assurance: .low,
                authenticatedAt: services.clock.now,
                // Only `auth_time` would say when the person acted.
                isTimeKnown: false,
                attributes: attributes.restricted(to: request.attributes)
            )
        )
    }
}
