public import EIDMethod
import EIDMethodOIDC

/// itsme: identity verification, authentication and signatures with the Belgian app.
public struct ItsmeProvider: MethodProvider {
    let configuration: ItsmeConfiguration
    let services: MethodServices
    private let upstream: Result<OIDCUpstream, MethodError>

    /// Name, types, attributes and levels.
    public static let descriptor = MethodDescriptor(
        provider: "itsme",
        displayName: LocalizedText("itsme"),
        types: Set(ItsmeConfiguration.types + [.signing]),
        attributes: ItsmeAvailability.offers,
        assurance: ItsmeAssurance.table,
        keepsEvidence: true,
        countries: ["BE"],
        // Dark on the brand's orange: white would be too faint for many to read.
        colours: BrandColours(background: 0xFF_4612, text: 0x1A_1A1A)
    )

    /// The types with a service code each; signing follows from its own section.
    public var types: Set<MethodType> { Set(configuration.serviceCodes.keys) }

    /// Makes a provider; nothing is fetched before the first transaction.
    public init(configuration: ItsmeConfiguration, services: MethodServices) {
        self.configuration = configuration
        self.services = services
        do throws(MethodError) {
            let registration = try configuration.registration(keyring: services.keyring)
            upstream = .success(OIDCUpstream(registration: registration, services: services))
        } catch {
            upstream = .failure(error)
        }
    }

    /// Sends the person to itsme.
    public func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<ItsmeState> {
        let parameters = try ItsmeRequest(request: request, configuration: configuration).parameters()
        let upstream = try upstream.get()
        let binding = upstream.newBinding(redirectURI: request.callbackURL, committingTo: request.commitment)
        let url = try await upstream.authorizationURL(parameters, binding: binding)
        return .present(.redirect(to: url), keeping: ItsmeState(binding: binding))
    }

    /// Takes what itsme sent back: redeem, decrypt, verify, map.
    public func resume(
        _ request: MethodRequest,
        from state: ItsmeState,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<ItsmeState> {
        guard case .callback(let callback) = event else {
            throw MethodError(.unsupported, "itsme continues with a callback and nothing else")
        }
        let upstream = try upstream.get()
        let tokens: UpstreamTokens
        do throws(MethodError) {
            tokens = try await upstream.redeem(callback, state: request.callbackState, binding: state.binding)
        } catch {
            throw ItsmeErrors.refined(error, by: callback)
        }
        return .finished(try await identity(of: tokens, for: request, at: upstream))
    }
}
