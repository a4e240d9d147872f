/// A number with a fraction, or beyond 64 bits; kept as written, so that writing it again changes nothing.
public struct PDFReal: Sendable, Equatable {
    /// Sign, digits and point as they stand in the file.
    public let literal: String

    init(literal: String) { self.literal = literal }

    /// A number with up to four decimals.
    public init(_ value: Double) {
        guard value.isFinite, abs(value) < 1e9 else {
            literal = "0"
            return
        }
        let scaled = Int((abs(value) * 10_000).rounded())
        var fraction = String(scaled % 10_000)
        fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        let sign = value < 0 && scaled > 0 ? "-" : ""
        literal = sign + String(scaled / 10_000) + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// The number; 0 where a literal cannot be held.
    public var value: Double {
        var text = literal
        if text.last == "." { text.removeLast() }
        return Double(text) ?? 0
    }
}
