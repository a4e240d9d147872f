public import EIDMethod
public import FoundationEssentials

/// A bench without its provider: the upstream's side, and the person.
///
/// It suffices where the method under test is no type of this process, or where one bench serves several providers; see
/// `MethodConformance.callAsFunction(_:plugin:settings:)`.
public protocol UpstreamBench: Sendable {
    /// The clock that the provider and the upstream both read.
    var clock: FakeClock { get }
    /// The upstream's side, without any part of the broker.
    var upstream: any HTTPTransport { get }
    /// What the upstream knows about the person who approves.
    var person: BenchPerson { get }
    /// Whatever must never be seen outside: client secrets, private keys, and the tokens that the upstream has issued.
    var secrets: [String] { get async }
    /// The private keys that an operator would give this method.
    var keys: MethodKeys { get }
    /// Where the upstream sends the browser back to.
    var callbackURL: URL { get }
    /// What the person's browser says that it is.
    var userAgent: String { get }
    /// Hints by which a client may name the person who approves, in each form that the method takes; none where it takes none.
    var loginHints: [String] { get }
    /// Whether the upstream's URLs are http on loopback.
    var allowsLoopbackHTTP: Bool { get }

    /// Plays the person, and answers with what the broker would deliver to the provider afterwards.
    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent

    /// How many transactions wait for a person at the upstream; `nil` where a provider cannot tell it that nobody waits.
    var openTransactions: Int? { get async }

    /// Makes the upstream misbehave from now on; `false` when the fault has no meaning for this upstream, which
    /// `inapplicableFaults` must then explain.
    func inject(_ fault: UpstreamFault) async throws -> Bool

    /// The value that an item of evidence repeats under the upstream's signature, once that is verified with what stands beside
    /// it; for items that are no tokens, which the suite reads by itself.
    func committedValue(of item: EvidenceItem) throws -> String?

    /// Why some faults have no meaning for this upstream.
    var inapplicableFaults: [UpstreamFault: String] { get }
    /// Why a person cannot do some things at this upstream.
    var inapplicableActions: [PersonAction: String] { get }
    /// Why paths at this upstream name the person, such as `/authentication/PNOEE-40404040009`; `nil` where they need not.
    var namesInPaths: String? { get }
    /// Names of callback parameters that mean nothing to the method, so that losing or changing them is harmless.
    var ignoredCallbackParameters: Set<String> { get }
}

extension UpstreamBench {
    /// No keys.
    public var keys: MethodKeys { MethodKeys() }
    /// `https://broker.example/callback/bench`.
    public var callbackURL: URL { URL(string: "https://broker.example/callback/bench") ?? URL(filePath: "/callback") }
    /// A browser on a computer.
    public var userAgent: String { "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" }
    /// A client cannot say who it will be.
    public var loginHints: [String] { [] }
    /// Only https.
    public var allowsLoopbackHTTP: Bool { false }
    /// The upstream finds out by itself.
    public var openTransactions: Int? { get async { nil } }
    /// Evidence is tokens.
    public func committedValue(of item: EvidenceItem) throws -> String? { nil }
    /// Every fault applies.
    public var inapplicableFaults: [UpstreamFault: String] { [:] }
    /// Every action applies.
    public var inapplicableActions: [PersonAction: String] { [:] }
    /// People are named in bodies, if at all.
    public var namesInPaths: String? { nil }
    /// Every parameter counts.
    public var ignoredCallbackParameters: Set<String> { [] }
}
