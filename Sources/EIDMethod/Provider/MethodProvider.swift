/// One way for a person to prove who they are: a national eID, a bank app, an eIDAS node.
///
/// A provider is a value. What must outlive a request (keys, discovery documents) lives in a service that the provider
/// holds. The broker checks `state`, the browser, expiry and single use before it calls `resume`.
public protocol MethodProvider: Sendable {
    /// The settings an operator writes for this method.
    associatedtype Configuration: MethodConfiguration
    /// What the provider wants back when the person returns; the broker seals and stores it.
    associatedtype State: Codable & Sendable

    /// Name, types, attributes and assurance levels of the plugin, known before anyone signs in.
    static var descriptor: MethodDescriptor { get }

    /// The same for this method with its settings; the plugin's unless said otherwise.
    ///
    /// A plugin whose methods differ (one that learns its attributes from the settings) says here what this one has.
    var descriptor: MethodDescriptor { get }

    /// What this method can do with its settings; everything in its descriptor unless said otherwise.
    var types: Set<MethodType> { get }

    /// The forms of a client's `login_hint` that can only mean a person of this method, such as a national number in a form of
    /// its own; none unless said otherwise.
    ///
    /// Where a hint has a form of one method alone, the person is not asked which to take. A form is data, so that nobody is
    /// asked about people of others, and nobody waits for the answer of a method that runs elsewhere. It must be telling
    /// (``LoginHintForm/isTelling``).
    var loginHints: [LoginHintForm] { get }

    /// Makes a provider; nothing is fetched before the first transaction.
    init(configuration: Configuration, services: MethodServices)

    /// Starts one transaction and says what the person does next.
    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<State>

    /// Continues once the person, their app or the clock has moved.
    func resume(
        _ request: MethodRequest,
        from state: State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<State>

    /// What the person sees at this moment, where that changes by itself, such as a QR code that moves with the clock; `nil`
    /// unless said otherwise, and then what was presented holds until the next step.
    ///
    /// The broker asks whenever it draws the page: on any node, in any number of tabs, and also while `resume` runs
    /// elsewhere. It calls nobody and changes nothing; only an `openApp` is drawn.
    func redraw(_ request: MethodRequest, from state: State) -> Interaction?

    /// Tells the upstream that nobody waits any more: the person stopped on a page of the broker, or took another method.
    ///
    /// Nothing unless said otherwise. The person waits for the end of it, so it takes seconds at most; what goes wrong is
    /// logged by the provider and stays without consequence.
    func abandon(_ request: MethodRequest, from state: State) async
}

extension MethodProvider {
    /// The plugin's.
    public var descriptor: MethodDescriptor { Self.descriptor }

    /// Everything in the descriptor.
    public var types: Set<MethodType> { descriptor.types }

    /// A hint says nothing.
    public var loginHints: [LoginHintForm] { [] }

    /// Nothing changes by itself.
    public func redraw(_ request: MethodRequest, from state: State) -> Interaction? { nil }

    /// The upstream finds out by itself.
    public func abandon(_ request: MethodRequest, from state: State) async {}
}

/// What a provider answers: something for the person to do, or who they are.
public enum MethodStep<State: Codable & Sendable>: Sendable {
    /// The person does something; the broker keeps `State` until they have.
    case present(Interaction, keeping: State)
    /// The person is known.
    case finished(VerifiedIdentity)
}
