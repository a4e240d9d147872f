public import Logging

/// Everything that a provider gets from outside.
///
/// A provider that reads the real clock or opens its own sockets cannot be
/// tested, and will not pass the conformance suite.
public struct MethodServices: Sendable {
    /// Outbound HTTP, bounded in time and size.
    public let http: any HTTPTransport
    /// The time.
    public let clock: WallClock
    /// Randomness for nonces and verifiers.
    public let random: RandomSource
    /// The private keys that the operator gave this method.
    public let keys: MethodKeys
    /// The log; constant messages, details as metadata, no personal data.
    public let log: Logger

    /// Makes services.
    public init(http: any HTTPTransport, clock: WallClock, random: RandomSource, keys: MethodKeys, log: Logger) {
        self.http = http
        self.clock = clock
        self.random = random
        self.keys = keys
        self.log = log
    }
}
