/// An image for a signature's appearance.
public struct SignatureImage: Sendable {
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    let stream: PDFStream
    let mask: PDFStream?

    /// Enough for a page at 600 dots per inch; more would only be a burden.
    static let largestSide = 8_192

    init(width: Int, height: Int, stream: PDFStream, mask: PDFStream? = nil) {
        self.width = width
        self.height = height
        self.stream = stream
        self.mask = mask
    }

    /// Reads a JPEG or a PNG, whichever it is.
    public init(reading bytes: [UInt8]) throws(PDFError) {
        self = bytes.starts(with: [0xFF, 0xD8]) ? try JPEGImage.read(bytes) : try PNGImage.read(bytes)
    }

    /// An image of plain pixels, three bytes each, row by row from the top.
    public init(width: Int, height: Int, redGreenBlue pixels: [UInt8]) throws(PDFError) {
        try Self.check(width, height)
        guard pixels.count == width * height * 3 else {
            throw PDFError(.imageUnreadable, "the pixels do not fit the size")
        }
        let dictionary = Self.dictionary(width, height, bits: 8, space: .name("DeviceRGB"))
        self.init(width: width, height: height, stream: PDFStream(dictionary, bytes: pixels))
    }

    static func check(_ width: Int, _ height: Int) throws(PDFError) {
        guard (1...largestSide).contains(width), (1...largestSide).contains(height) else {
            throw PDFError(.imageUnreadable, "the image is empty or too large")
        }
    }

    static func dictionary(_ width: Int, _ height: Int, bits: Int, space: PDFObject) -> PDFDictionary {
        [
            "Type": .name("XObject"), "Subtype": .name("Image"), "Width": .integer(width), "Height": .integer(height),
            "ColorSpace": space, "BitsPerComponent": .integer(bits),
        ]
    }
}
