/// The further protocol of a method that signs: *certificate → digests → values*.
///
/// A method never sees a document. The broker asks it for the signer's certificate, builds what is signed, and has it
/// authorise the digests. Both halves may send the person somewhere, any number of times:
///
/// ```
/// beginSigning  → .present …  → .ready(signer)        the broker builds what is signed
/// authorise     → .present …  → .signed(result)       the broker verifies every value before it uses it
/// ```
///
/// A method with a signature format of its own (`SigningOffer.Kind.native`) answers `.ready` without certificates, and
/// its result is evidence rather than a value.
public protocol SigningProvider: MethodProvider {
    /// What the provider wants back between the steps of a signing; the broker seals and stores it.
    associatedtype SigningState: Codable & Sendable

    /// What this method signs with, by its settings; `nil` when they leave signing out.
    var signing: SigningOffer? { get }

    /// Starts a signing: the way to the signer's certificate.
    func beginSigning(_ request: SigningRequest) async throws(MethodError) -> SigningStep<SigningState>

    /// Continues a signing once the person, their app or the clock has moved.
    func resumeSigning(
        _ request: SigningRequest,
        from state: SigningState,
        after event: MethodEvent
    ) async throws(MethodError) -> SigningStep<SigningState>

    /// Asks the person to approve digests; called once, after `.ready`, with the state of that step.
    func authorise(
        _ digests: [SigningDigest],
        for request: SigningRequest,
        from state: SigningState
    ) async throws(MethodError) -> SigningStep<SigningState>

    /// What the person sees at this moment of a signing, as `redraw` says it of a transaction; `nil` unless said otherwise.
    ///
    /// A redirect is drawn too, when the person opens the signing's address again: for upstreams that take what it carries
    /// once, or for minutes.
    func redrawSigning(_ request: SigningRequest, from state: SigningState) -> Interaction?

    /// Tells the upstream that nobody waits for this signing any more, as `abandon` does of a transaction; nothing unless said
    /// otherwise.
    func abandonSigning(_ request: SigningRequest, from state: SigningState) async
}

extension SigningProvider {
    /// Nothing changes by itself.
    public func redrawSigning(_ request: SigningRequest, from state: SigningState) -> Interaction? { nil }

    /// The upstream finds out by itself.
    public func abandonSigning(_ request: SigningRequest, from state: SigningState) async {}
}

/// What a signing provider answers.
public enum SigningStep<State: Codable & Sendable>: Sendable {
    /// The person does something; the broker keeps `State` until they have.
    case present(Interaction, keeping: State)
    /// The signer is known: the digests can be built and authorised.
    case ready(Signer, keeping: State)
    /// The digests are signed.
    case signed(SigningResult)
}
