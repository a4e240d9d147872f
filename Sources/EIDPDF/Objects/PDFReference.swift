/// Points to an indirect object: `12 0 R`.
public struct PDFReference: Sendable, Hashable {
    /// The object's number, at least 1.
    public let number: Int
    /// The object's generation, nearly always 0.
    public let generation: Int

    /// The highest number that every reader can hold (ISO 32000-1 annex C).
    static let highestNumber = 8_388_607

    /// Makes a reference.
    public init(_ number: Int, generation: Int = 0) {
        self.number = number
        self.generation = generation
    }
}
