/// A PDF file that was read completely: its structure is known to be sound before anything is added.
public struct PDFDocument: Sendable {
    /// The file, exactly as given.
    public let bytes: [UInt8]
    /// The version of the header, or of the catalogue where that is later.
    public let version: String
    /// Where the catalogue is.
    public let catalogueReference: PDFReference
    /// The catalogue.
    public let catalogue: PDFDictionary
    /// All pages in their order.
    public let pages: [PDFPage]
    /// The form, without any field if the document has none.
    public let form: PDFForm
    /// What an earlier certification permits, if the document was certified.
    public let certification: PDFCertification?
    /// Whatever a signer should know.
    public let findings: [PDFFinding]

    /// What reading it may cost.
    public let limits: PDFLimits
    let references: CrossReferences
    /// Numbers that something refers to although no object has them: a new object under one would show up there.
    let promisedNumbers: Set<Int>
    /// The objects about which readers do not agree, although each can read them.
    let unclearObjects: Set<Int>

    /// Reads a file.
    ///
    /// Damage is refused, never repaired: the signer's reader might repair it differently.
    public init(parsing bytes: [UInt8], limits: PDFLimits = .standard) throws(PDFError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge("the file is larger than the limit") }
        let frame = try PDFFrame(bytes)
        var chain = CrossReferenceReader(bytes, limits: limits)
        let references = try chain.read(from: frame.start)
        var reader = PDFObjectReader(bytes, references: references, limits: limits)
        let inspection = try ObjectInspection(&reader)
        let unclear = try Self.unclear(&reader)
        var shadowed = try ShadowedObjects.findings(in: inspection, &reader)

        guard let root = references.trailer["Root"]?.reference,
            let catalogue = try reader.object(root).plainDictionary
        else { throw .malformed("the file has no catalogue") }
        guard try reader.value("Type", of: catalogue)?.name ?? "Catalog" == "Catalog" else {
            throw .malformed("the catalogue is something else")
        }
        let tree = try PageTree(catalogue, &reader)
        if Linearization(bytes, limits: limits)?.misleads(bytes.count, references, tree.pages) == true {
            shadowed.append(PDFFinding(.shadowedObjects))
        }
        let form = try PDFForm(catalogue, &reader)
        let certification = try PDFCertification(catalogue, form, &reader)

        self.bytes = bytes
        self.limits = limits
        self.references = references
        promisedNumbers = inspection.content.promised
        unclearObjects = unclear
        self.catalogue = catalogue
        catalogueReference = root
        let later = try reader.value("Version", of: catalogue)?.name?.text
        version = later.map { max($0, frame.version) } ?? frame.version
        pages = tree.pages
        self.form = form
        self.certification = certification
        findings = try Self.findings(
            inspection.content,
            shadowed: shadowed,
            unclear: unclear,
            tree: tree,
            form: form,
            catalogue: catalogue,
            certification: certification,
            &reader
        )
    }

    /// All signature fields, empty ones included, in the order of the form.
    public var signatureFields: [PDFSignatureField] { form.signatureFields }

    /// The object behind a reference; null if there is none.
    public func object(_ reference: PDFReference) throws(PDFError) -> PDFObject {
        var reader = self.reader()
        return try reader.object(reference)
    }

    /// A reader for looking up many objects: it keeps what it unfolds.
    public func reader() -> PDFObjectReader { PDFObjectReader(bytes, references: references, limits: limits) }

    /// The bytes of a stream as they stand in the file or in the object, still encoded.
    public func encodedBytes(of stream: PDFStream) throws(PDFError) -> [UInt8] {
        switch stream.contents {
        case .bytes(let bytes): return bytes
        case .inFile(let range):
            guard range.upperBound <= bytes.count else { throw PDFError(.misuse, "a stream of another document") }
            return Array(bytes[range])
        }
    }

    /// The bytes of a stream that is plain or compressed by Flate; other filters are refused.
    public func decodedBytes(of stream: PDFStream) throws(PDFError) -> [UInt8] {
        try decodedBytes(of: stream, limit: limits.inflatedStream)
    }

    /// The same with a smaller limit of one's own, for reading many streams.
    public func decodedBytes(of stream: PDFStream, limit: Int) throws(PDFError) -> [UInt8] {
        var reader = self.reader()
        let decoding = try StreamDecoding(stream.dictionary) { object throws(PDFError) in try reader.resolve(object) }
        return try decoding.decode(
            try encodedBytes(of: stream)[...],
            limit: max(0, min(limit, limits.inflatedStream))
        )
    }
}
