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
    /// The private keys that the operator gave this method, for one that cannot do with the keyring; none in a process of its
    /// own.
    public let keys: MethodKeys
    /// The same keys, used where they are; what `EIDMethodOIDC` signs and decrypts with.
    public let keyring: any Keyring
    /// The log; constant messages, details as metadata, no personal data.
    public let log: Logger

    /// Makes services.
    public init(
        http: any HTTPTransport,
        clock: WallClock,
        random: RandomSource,
        keys: MethodKeys,
        keyring: any Keyring = EmptyKeyring(),
        log: Logger
    ) {
        self.http = http
        self.clock = clock
        self.random = random
        self.keys = keys
        self.keyring = keyring
        self.log = log
    }
}
