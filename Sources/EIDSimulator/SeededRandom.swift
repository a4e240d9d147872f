/// Random numbers that repeat under a seed (SplitMix64), so that a test run can be told again.
///
/// For identifiers in a simulator only; predictable on purpose.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts a sequence.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of characters out of an alphabet.
    public mutating func text(_ count: Int, of alphabet: String = SeededRandom.alphanumerics) -> String {
        let characters = Array(alphabet)
        return String((0..<count).compactMap { _ in characters.randomElement(using: &self) })
    }

    /// Letters of both cases and digits.
    public static let alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    /// The ten digits.
    public static let digits = "0123456789"
}
