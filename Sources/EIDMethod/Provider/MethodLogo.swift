/// A method's logo: a small picture that stands beside its name, never instead of it.
///
/// A value of this type has been looked at: an SVG that draws and does nothing else, or a PNG, of 32 KiB at most. Logos of
/// brands belong to their owners; a plugin draws a neutral mark of its own or brings none, and an operator may name the file
/// that the brand has given to them.
public struct MethodLogo: Sendable, Hashable {
    /// What the picture is.
    public enum MediaType: String, Sendable, CaseIterable {
        /// A drawing that draws and does nothing else.
        case svg = "image/svg+xml"
        /// A picture of points.
        case png = "image/png"

        /// The end of the file's name.
        public var fileExtension: String { self == .svg ? "svg" : "png" }
    }

    /// What is wrong with a picture.
    public struct Refusal: Error, Sendable, CustomStringConvertible {
        /// The sentence, for whoever brings the picture.
        public let description: String

        init(_ description: String) { self.description = description }
    }

    /// What the picture is.
    public let mediaType: MediaType
    /// The picture.
    public let bytes: [UInt8]

    /// The most bytes of a logo.
    public static let longest = 32 * 1024

    /// Takes a picture from a file or from elsewhere, if it is one that a page may show.
    public init(reading bytes: [UInt8]) throws(Refusal) {
        guard bytes.count <= Self.longest else { throw Refusal("is larger than 32 KiB") }
        if bytes.starts(with: PNGOutline.signature) {
            try PNGOutline.check(bytes)
            mediaType = .png
        } else {
            try SVGOutline.check(bytes)
            mediaType = .svg
        }
        self.bytes = bytes
    }

    /// Takes a plugin's own drawing; one that cannot be shown is a mistake of its author, found at the first start.
    public init(svg drawing: StaticString) {
        do throws(Refusal) {
            try self.init(reading: drawing.withUTF8Buffer { Array($0) })
        } catch {
            preconditionFailure("the plugin's logo \(error)")
        }
    }
}
