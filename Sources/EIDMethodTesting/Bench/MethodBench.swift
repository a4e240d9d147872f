public import EIDMethod

/// What a plugin brings to the suite: its provider, its upstream's side, and the person.
///
/// A bench makes one provider as often as it is asked to, stands in for the upstream (its simulator mounted as a
/// transport, or a scripted one), and plays the person. Everything else is the suite's: the transaction, the log, the
/// randomness, the network's faults and the browser's tricks. Each behaviour gets a new bench and injects one fault at
/// most, so a bench never needs to undo one.
public protocol MethodBench: UpstreamBench {
    /// The provider under test.
    associatedtype Provider: MethodProvider

    /// Makes a provider that is configured against `upstream`, with these services.
    func makeProvider(services: MethodServices) throws -> Provider
}
