public import EIDMethod
import FoundationEssentials

extension ItsmeProvider: SigningProvider {
    /// Values under a qualified certificate, one or up to 70 at once; nothing without a section `signing`.
    public var signing: SigningOffer? {
        configuration.signing.map {
            SigningOffer(
                kind: .values,
                maximumDigests: $0.maximumDigests,
                isQualified: true,
                // Of the CSC interface only the certificate comes back.
                identifiesSigner: $0.interface == .oasis,
                needsSignerHint: $0.interface == .csc && $0.accountID == nil
            )
        }
    }

    /// Sends the person to itsme, who says whose certificate will sign.
    public func beginSigning(
        _ request: SigningRequest
    ) async throws(MethodError) -> SigningStep<ItsmeSigningState> {
        switch try signingInterface() {
        case .csc(let csc): try await csc.begin(request)
        case .oasis(let oasis): try await oasis.begin(request)
        }
    }

    /// Takes what the person or itsme has done: the certificate in the first half, the values in the second.
    public func resumeSigning(
        _ request: SigningRequest,
        from state: ItsmeSigningState,
        after event: MethodEvent
    ) async throws(MethodError) -> SigningStep<ItsmeSigningState> {
        switch (try signingInterface(), state.stage) {
        case (.csc(let csc), .csc(let stage)): try await csc.resume(request, from: stage, after: event)
        case (.oasis(let oasis), .oasis(let stage)): try await oasis.resume(request, from: stage, after: event)
        default: throw Self.changedInterface
        }
    }

    /// Asks the person to approve digests.
    public func authorise(
        _ digests: [SigningDigest],
        for request: SigningRequest,
        from state: ItsmeSigningState
    ) async throws(MethodError) -> SigningStep<ItsmeSigningState> {
        switch (try signingInterface(), state.stage) {
        case (.csc(let csc), .csc(let stage)): try await csc.authorise(digests, for: request, from: stage)
        case (.oasis(let oasis), .oasis(let stage)): try await oasis.authorise(digests, for: request, from: stage)
        default: throw Self.changedInterface
        }
    }

    /// A way to itsme that still works, for whoever opens the signing once more.
    public func redrawSigning(_ request: SigningRequest, from state: ItsmeSigningState) -> Interaction? {
        guard case .csc(let stage) = state.stage, case .csc(let csc)? = try? signingInterface() else { return nil }
        return csc.redraw(request, from: stage)
    }

    /// Closes the session of the CSC interface, which would stay open for an hour; itsme's other sessions end by themselves.
    public func abandonSigning(_ request: SigningRequest, from state: ItsmeSigningState) async {
        guard case .csc(let stage) = state.stage, case .csc(let csc)? = try? signingInterface() else { return }
        await csc.abandon(stage)
    }

    private static let changedInterface = MethodError(
        .expired,
        "the signing began over another interface than the settings name now"
    )

    private enum Interface {
        case csc(CSCSigning)
        case oasis(OASISSigning)
    }

    private func signingInterface() throws(MethodError) -> Interface {
        guard let settings = configuration.signing else {
            throw MethodError(.unsupported, "the settings leave signing out")
        }
        guard let base = settings.baseURL(in: configuration.environment) else {
            throw MethodError(.misconfigured, "the signing service has no base URL")
        }
        let call = SigningCall(base: base, http: services.http)
        switch settings.interface {
        case .csc:
            guard let secret = settings.clientSecret else {
                throw MethodError(.misconfigured, "there is no client secret for signing")
            }
            return .csc(
                CSCSigning(
                    settings: settings,
                    clientID: settings.clientID ?? configuration.clientID,
                    secret: secret,
                    service: CSCService(call: call),
                    services: services
                )
            )
        case .oasis:
            guard let serviceCode = settings.serviceCode else {
                throw MethodError(.misconfigured, "the signing service has no code")
            }
            let code = settings.partnerCode ?? configuration.clientID
            return .oasis(
                OASISSigning(
                    settings: settings,
                    partner: OASISPartner(
                        code: code,
                        service: serviceCode,
                        subjectNamespace: subjectNamespace(ofPartner: code)
                    ),
                    service: OASISService(call: call),
                    services: services
                )
            )
        }
    }
}
