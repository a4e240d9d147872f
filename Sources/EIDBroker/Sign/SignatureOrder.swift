import EIDSignature
import FoundationEssentials

/// What a client wants done to one document.
struct SignatureOrder: Codable, Sendable, Hashable {
    /// What comes out.
    enum Format: String, Codable, Sendable, CaseIterable {
        /// A signature inside the PDF.
        case pades
        /// A CMS message beside the file.
        case cades
        /// A CMS message with the file inside.
        case cadesEnveloping = "cades-enveloping"
        /// A JWS over the file or, detached, over its hash.
        case jades
        /// A container with the file and its signature.
        case asice = "asic-e"
        /// The bare value over a hash that the client brought.
        case raw

        /// What the signer puts their key to: the same for a message beside a file and around it (RFC 5652 §5.4).
        var signedForm: Format { self == .cadesEnveloping ? .cades : self }
    }

    /// What is seen of a signature in a PDF.
    struct Appearance: Codable, Sendable, Hashable {
        /// The page, counted from 1.
        var page: Int
        /// Left, bottom, right, top in points, from the page's lower left corner.
        var rectangle: [Double]
        /// Lines of text, with `name`, `date` and `reason` in braces filled in; empty stands for the usual lines.
        var lines: [String]
        /// PNG or JPEG, base64 in the request.
        var image: Data?
    }

    var format: Format
    /// The level wanted.
    var level: SignatureLevel
    /// A lower level that will do when a service is down; never delivered silently.
    var acceptableLevel: SignatureLevel?
    /// What will do.
    var lowestLevel: SignatureLevel { acceptableLevel ?? level }
    /// An empty field to fill, or a new one to make; PDF only.
    var fieldName: String?
    /// PDF only; invisible without one.
    var appearance: Appearance?
    /// PDF only, `/Reason`.
    var reason: String?
    /// PDF only, `/Location`.
    var location: String?
    /// Makes the first signature of a PDF a certification with this permission (1, 2 or 3).
    var certification: Int?
    /// A commitment type's object identifier.
    var commitment: String?
}
