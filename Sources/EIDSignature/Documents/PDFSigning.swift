import EIDPDF
package import FoundationEssentials

/// A signature in a PDF as somebody orders it, in values that do not need the PDF module.
package struct PDFSigning: Sendable {
    /// What is seen of it.
    package struct Appearance: Sendable {
        /// The page, counted from 1.
        package let page: Int
        /// Left, bottom, right, top, in points.
        package let rectangle: [Double]
        /// Lines from top to bottom.
        package let lines: [String]
        /// PNG or JPEG.
        package let image: [UInt8]?

        package init(page: Int, rectangle: [Double], lines: [String], image: [UInt8]?) {
            self.page = page
            self.rectangle = rectangle
            self.lines = lines
            self.image = image
        }
    }

    /// An empty field to fill, or the name of a new one.
    package var fieldName: String?
    /// Invisible without one, unless an existing field has a place.
    package var appearance: Appearance?
    /// Who signs, for viewers.
    package var signerName: String?
    package var reason: String?
    package var location: String?
    /// 1, 2 or 3 makes it a certification.
    package var certification: Int?
    package var policy: SignaturePolicy?
    package var commitment: OID?
    /// Refuses everything out of the ordinary.
    package var isStrict = false
    package var maximumBytes = 100 << 20
    /// How many bytes are reserved for the signature; the builder's choice without.
    package var reservedBytes: Int?

    package init() {}

    /// Says what the signer is to sign; throws `DocumentRefusal` or `SignatureError`.
    package func prepare(
        _ document: [UInt8],
        certificate: Certificate,
        chain: [Certificate],
        scheme: SignatureScheme,
        signingTime: Date
    ) throws -> PreparedPAdES {
        try Self.translating {
            var builder = try PAdESBuilder(certificate: certificate, chain: chain, scheme: scheme)
            builder.limits.bytes = maximumBytes
            builder.documentPolicy = isStrict ? .strict : .standard
            let document = try PDFDocument(parsing: document, limits: builder.limits)
            builder.field = try field(in: document)
            builder.appearance = try drawing()
            builder.signerName = signerName
            builder.reason = reason
            builder.location = location
            builder.certification = try permission()
            builder.policy = policy
            builder.commitment = commitment
            builder.reservedBytes = reservedBytes
            return try builder.prepare(document, signingTime: signingTime)
        }
    }

    /// What is drawn in the field.
    func drawing() throws -> SignatureAppearance? {
        try appearance.map { appearance in
            SignatureAppearance(
                lines: appearance.lines,
                image: try appearance.image.map { try SignatureImage(reading: $0) }
            )
        }
    }

    func permission() throws -> PDFCertification.Permission? {
        try certification.map { level in
            guard let permission = PDFCertification.Permission(rawValue: level) else {
                throw DocumentRefusal(.notApplicable, "certifications have level 1, 2 or 3")
            }
            return permission
        }
    }

    /// An existing field is filled where it stands; otherwise a new one is made.
    func field(in document: PDFDocument) throws -> SignaturePlacement.Field {
        let existing = document.signatureFields.first { field in
            fieldName.map { $0.utf8.elementsEqual(field.name.utf8) } ?? false
        }
        if let existing {
            if appearance != nil { try Self.requireVisible(existing, in: document) }
            return .existing(existing.name)
        }
        guard let appearance else { return .new(name: fieldName) }
        let numbers = appearance.rectangle
        guard numbers.count == 4, numbers.allSatisfy({ $0.isFinite && abs($0) < 100_000 }),
            numbers[0] < numbers[2], numbers[1] < numbers[3]
        else { throw DocumentRefusal(.appearanceInvalid, "the rectangle is none") }
        guard (1...max(1, document.pages.count)).contains(appearance.page) else {
            throw DocumentRefusal(.pageNotFound, "page \(appearance.page) of \(document.pages.count)")
        }
        let rectangle = PDFRectangle(numbers[0], numbers[1], numbers[2], numbers[3])
        let page = document.pages.isEmpty ? nil : document.pages[appearance.page - 1]
        if let complaint = Self.complaint(of: rectangle, on: page) {
            throw DocumentRefusal(.appearanceInvalid, complaint)
        }
        return .new(name: fieldName, page: appearance.page - 1, rectangle: rectangle)
    }

    /// The least width and height of what is seen, in points.
    private static let leastEdge = 5.0

    /// Of a field that is there already, one annotation at least must be seen.
    private static func requireVisible(_ field: PDFSignatureField, in document: PDFDocument) throws {
        let isSeen = try document.places(of: field).contains { place in
            place.page != nil && complaint(of: place.rectangle, on: place.page) == nil
        }
        guard isSeen else { throw DocumentRefusal(.appearanceInvalid, "the field cannot be seen on any page") }
    }

    /// Why nobody would see what is drawn: it lies beside the page, or is smaller than a letter.
    private static func complaint(of rectangle: PDFRectangle, on page: PDFPage?) -> String? {
        guard min(rectangle.width, rectangle.height) >= leastEdge else {
            return "the rectangle is narrower or lower than \(Int(leastEdge)) points"
        }
        guard let box = page?.cropBox else { return nil }
        // What is rounded may be out by a little.
        let slack = 1.0
        let lies =
            rectangle.left >= box.left - slack && rectangle.right <= box.right + slack
            && rectangle.bottom >= box.bottom - slack && rectangle.top <= box.top + slack
        return lies ? nil : "the rectangle does not lie on the page"
    }

    /// The signed file; throws `DocumentRefusal` or `SignatureError`.
    package static func file(
        _ prepared: PreparedPAdES,
        original: consuming [UInt8],
        message: SignedData
    ) throws -> [UInt8] {
        let document = consume original
        return try translating { try prepared.signed(original: document, cms: message) }
    }

    /// The file with what is needed to validate it offline.
    package static func adding(_ material: ValidationMaterial, to file: [UInt8], maximumBytes: Int) throws -> [UInt8] {
        try translating { try SignedPDF(file, limits: limits(maximumBytes)).adding(material) }
    }

    /// What an archive timestamp is to cover.
    package static func documentTimestamp(of file: [UInt8], maximumBytes: Int) throws -> PreparedDocumentTimestamp {
        try translating { try SignedPDF(file, limits: limits(maximumBytes)).prepareDocumentTimestamp() }
    }

    /// The file with its archive timestamp.
    package static func embedding(
        _ timestamp: VerifiedTimestamp,
        _ prepared: PreparedDocumentTimestamp,
        in file: consuming [UInt8]
    ) throws -> [UInt8] {
        let document = consume file
        return try translating { try prepared.embedding(timestamp, original: document) }
    }

    // Our own revisions come on top of what the client may send.
    private static func limits(_ maximumBytes: Int) -> PDFLimits {
        var limits = PDFLimits.standard
        limits.bytes = maximumBytes + (32 << 20)
        return limits
    }

    private static func translating<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as PDFError { throw DocumentRefusal(error) }
    }
}
