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
    /// Signs and decrypts with the keys that the operator gave this method; what `EIDMethodOIDC` does so with.
    public let keyring: any Keyring
    /// The log; constant messages, details as metadata, no personal data.
    public let log: Logger

    /// Makes services.
    public init(
        http: any HTTPTransport,
        clock: WallClock,
        random: RandomSource,
        keyring: any Keyring = EmptyKeyring(),
        log: Logger
    ) {
        self.http = http
        self.clock = clock
        self.random = random
        self.keyring = keyring
        self.log = log
    }
}
