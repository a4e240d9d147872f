/// What is drawn in a signature's rectangle: lines of text beside an image.
public struct SignatureAppearance: Sendable {
    /// Lines from top to bottom, in characters of WinAnsiEncoding.
    public var lines: [String]
    /// An image at the left, or alone.
    public var image: SignatureImage?
    /// The size of the letters, in points; as large as fits up to 12 by default.
    public var fontSize: Double?

    /// Makes an appearance.
    public init(lines: [String] = [], image: SignatureImage? = nil, fontSize: Double? = nil) {
        self.lines = lines
        self.image = image
        self.fontSize = fontSize
    }
}
