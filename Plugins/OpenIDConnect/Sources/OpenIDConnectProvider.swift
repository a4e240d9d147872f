public import EIDMethod
import EIDMethodOIDC

/// Any eID that speaks OpenID Connect, by settings alone.
public struct OpenIDConnectProvider: MethodProvider {
    let configuration: OpenIDConnectConfiguration
    let services: MethodServices
    private let upstream: Result<OIDCUpstream, MethodError>

    /// Everything that settings can make of the plugin; what a method really has, its own descriptor says.
    public static let descriptor = MethodDescriptor(
        provider: "oidc",
        displayName: LocalizedText("OpenID Connect"),
        types: [.verification, .authentication],
        attributes: AttributeRuleParser.mappable.map { AttributeOffer($0, .maybe) },
        assurance: AssuranceTable(Assurance.allCases.map { .init("by the settings", $0) }),
        keepsEvidence: true
    )

    /// What the settings make of it.
    public var descriptor: MethodDescriptor { configuration.descriptor }

    /// Makes a provider; nothing is fetched before the first transaction.
    public init(configuration: OpenIDConnectConfiguration, services: MethodServices) {
        self.configuration = configuration
        self.services = services
        do throws(MethodError) {
            let registration = try configuration.registration(keyring: services.keyring)
            upstream = .success(OIDCUpstream(registration: registration, services: services))
        } catch {
            upstream = .failure(error)
        }
    }

    /// Sends the person to the upstream.
    public func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<OpenIDConnectState> {
        let parameters = try OpenIDConnectRequest(request: request, configuration: configuration).parameters()
        let upstream = try upstream.get()
        let binding = upstream.newBinding(redirectURI: request.callbackURL, committingTo: request.commitment)
        let url = try await upstream.authorizationURL(parameters, binding: binding)
        return .present(.redirect(to: url), keeping: OpenIDConnectState(binding: binding))
    }

    /// Takes what the upstream sent back: redeem, decrypt, verify, map.
    public func resume(
        _ request: MethodRequest,
        from state: OpenIDConnectState,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<OpenIDConnectState> {
        guard case .callback(let callback) = event else {
            throw MethodError(.unsupported, "OpenID Connect continues with a callback and nothing else")
        }
        let upstream = try upstream.get()
        let tokens = try await upstream.redeem(callback, state: request.callbackState, binding: state.binding)
        return .finished(try await identity(of: tokens, for: request, begun: state.binding.begun, at: upstream))
    }
}
