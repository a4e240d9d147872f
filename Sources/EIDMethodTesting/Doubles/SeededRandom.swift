public import EIDMethod
import Synchronization

/// Repeatable randomness (SplitMix64); never for anything but tests.
public final class SeededRandom: Sendable {
    private let state: Mutex<UInt64>

    /// Starts from a seed; the same seed gives the same bytes in the same order.
    public init(seed: UInt64 = 1) { state = Mutex(seed) }

    /// The next number.
    public func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Bytes.
    public func bytes(_ count: Int) -> [UInt8] { (0..<max(0, count)).map { _ in UInt8(truncatingIfNeeded: next()) } }

    /// The source as providers use it.
    public var source: RandomSource { RandomSource { self.bytes($0) } }
}
