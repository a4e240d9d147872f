public import EIDPDF

/// A signed PDF to which validation data and document timestamps are added; its signatures stay as they are.
public struct SignedPDF: Sendable {
    /// The document.
    public let document: PDFDocument

    /// Reads a signed document, and refuses one without any signature.
    public init(_ bytes: [UInt8], limits: PDFLimits = .standard) throws(PDFError) {
        document = try PDFDocument(parsing: bytes, limits: limits)
        guard document.signatureFields.contains(where: \.isSigned) else {
            throw PDFError(.misuse, "the document has no signature")
        }
    }

    /// B-LT: the document with what is needed to validate it offline, added to what it has already.
    ///
    /// Gives the same bytes if there is nothing new.
    public func adding(_ material: ValidationMaterial) throws(PDFError) -> [UInt8] {
        var update = try PDFUpdate(of: document, policy: .longTermData)
        guard try SecurityStore.add(material, to: &update) else { return document.bytes }
        if document.version < "2.0" { try update.registerExtension() }
        return try update.serialized()
    }

    /// B-LTA: says what is to be timestamped; again before that timestamp expires, with its own validation data added first.
    public func prepareDocumentTimestamp(
        algorithm: DigestAlgorithm = .sha256,
        fieldName: String? = nil,
        reservedBytes: Int = 10_240
    ) throws -> PreparedDocumentTimestamp {
        var update = try PDFUpdate(of: document, policy: .longTermData)
        try document.requireSignable()
        let dictionary: PDFDictionary = [
            "Type": .name("DocTimeStamp"), "Filter": .name("Adobe.PPKLite"), "SubFilter": .name("ETSI.RFC3161"),
        ]
        _ = try update.addSignature(
            SignaturePlacement(.new(name: fieldName), dictionary: dictionary, reservedBytes: reservedBytes)
        )
        return try PreparedDocumentTimestamp(PreparedRevision(update), of: document.bytes, algorithm)
    }
}

extension PDFUpdate {
    /// ETSI's extension, which a store and document timestamps are in PDF 1.x (EN 319 142-1 annex A).
    fileprivate mutating func registerExtension() throws(PDFError) {
        let reference = try catalogue()["Extensions"]?.reference
        var extensions = try catalogueEntry("Extensions")?.dictionary ?? [:]
        let known = try extensions["ESIC"].map { object throws(PDFError) in try resolve(object).dictionary }
        guard known??["ExtensionLevel"]?.integer ?? 0 < 5 else { return }
        extensions["ESIC"] = .dictionary(["BaseVersion": .name("1.7"), "ExtensionLevel": .integer(5)])
        if let reference, try !object(reference).isNull {
            try replace(reference, with: .dictionary(extensions))
        } else {
            try setCatalogueEntry("Extensions", .dictionary(extensions))
        }
    }
}
