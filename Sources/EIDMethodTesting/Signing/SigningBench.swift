public import EIDMethod
public import FoundationEssentials

/// What a plugin that signs brings to the suite: its provider, its upstream's side, and the person.
///
/// Everything else is the suite's, as with `MethodBench`. Each behaviour gets a new bench.
public protocol SigningBench: Sendable {
    /// The provider under test, with settings that let it sign.
    associatedtype Provider: SigningProvider

    /// The clock that the provider and the upstream both read.
    var clock: FakeClock { get }
    /// The upstream's side, without any part of the broker.
    var upstream: any HTTPTransport { get }
    /// Who signs, as the method must report them; without certificates and algorithm, the signatures are native.
    var signer: Signer { get }
    /// What the client says about the person, where the method needs it.
    var signerHint: String? { get }
    /// Whatever must never be seen outside: client secrets, and the tokens that the upstream has issued.
    var secrets: [String] { get async }
    /// The private keys that an operator would give this method.
    var keys: MethodKeys { get }
    /// Where the upstream sends the browser back to.
    var callbackURL: URL { get }
    /// Whether the upstream's URLs are http on loopback.
    var allowsLoopbackHTTP: Bool { get }

    /// Makes a provider that is configured against `upstream`, with these services.
    func makeProvider(services: MethodServices) throws -> Provider

    /// Plays the person in the half that an interaction belongs to, and answers with what the broker would deliver.
    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent

    /// Makes the upstream misbehave from now on; `false` when the fault has no meaning, which `inapplicableFaults` must
    /// then explain.
    func inject(_ fault: SigningFault) async throws -> Bool

    /// Whether a value is the signer's over a digest.
    func verifies(_ value: [UInt8], over digest: Data) throws -> Bool

    /// Whether a native signature is the signer's over the documents of these digests; for methods of that kind.
    func verifies(_ native: SigningResult.Native, over digests: [SigningDigest]) throws -> Bool

    /// The digests that the upstream has been asked to let a person approve, one list per request, in their order.
    var approvals: [[Data]] { get async }
    /// Every text that the upstream was given to show to a person.
    var shownTexts: [String] { get async }
    /// Whether the upstream can show a text.
    func canShow(_ text: String) -> Bool
    /// How many sessions at the upstream are open, of those that a provider can close; `nil` where it can close none.
    var openSessions: Int? { get async }

    /// Why some faults have no meaning for this upstream.
    var inapplicableFaults: [SigningFault: String] { get }
    /// Why a person cannot do some things at this upstream.
    var inapplicableActions: [PersonAction: String] { get }
    /// Halves in which nothing but the state ties a callback to its signing, and why that does no harm.
    var unboundHalves: [SigningHalf: String] { get }
    /// Names of callback parameters that mean nothing to the method.
    var ignoredCallbackParameters: Set<String> { get }
}

extension SigningBench {
    /// No hint.
    public var signerHint: String? { nil }
    /// No keys.
    public var keys: MethodKeys { MethodKeys() }
    /// `https://broker.example/callback/bench`.
    public var callbackURL: URL { URL(string: "https://broker.example/callback/bench") ?? URL(filePath: "/callback") }
    /// Only https.
    public var allowsLoopbackHTTP: Bool { false }
    /// Values, and no native signature.
    public func verifies(_ native: SigningResult.Native, over digests: [SigningDigest]) throws -> Bool { false }
    /// An upstream that shows any text.
    public func canShow(_ text: String) -> Bool { true }
    /// Nothing to close.
    public var openSessions: Int? { nil }
    /// Every fault applies.
    public var inapplicableFaults: [SigningFault: String] { [:] }
    /// Every action applies.
    public var inapplicableActions: [PersonAction: String] { [:] }
    /// Callbacks are bound by more than the state.
    public var unboundHalves: [SigningHalf: String] { [:] }
    /// Every parameter counts.
    public var ignoredCallbackParameters: Set<String> { [] }
}
