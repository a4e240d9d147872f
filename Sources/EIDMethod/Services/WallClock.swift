public import FoundationEssentials

/// The time of day, as a value that tests can set.
public struct WallClock: Sendable {
    private let read: @Sendable () -> Date

    /// A clock that calls a function.
    public init(_ read: @escaping @Sendable () -> Date) { self.read = read }

    /// The machine's clock.
    public static let system = WallClock { Date() }

    /// The time now.
    public var now: Date { read() }

    /// Seconds since 1970, rounded down, as JWT dates are (RFC 7519 §2).
    public var seconds: Int { Int(now.timeIntervalSince1970.rounded(.down)) }
}
