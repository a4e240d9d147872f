import EIDPDF

/// The document security store: certificates and answers about revocation beside the signatures (ISO 32000-2 §12.8.4.3).
struct SecurityStore {
    /// What stands in it.
    private(set) var material = ValidationMaterial()

    /// More than any archive needs; each entry costs the validator a verification.
    private static let most = 512
    /// How many bytes a store may hold over all, unfolded.
    private static let largest = 64 << 20
    private static let keys: [PDFName] = ["Certs", "OCSPs", "CRLs"]

    /// Reads the store of a document; nothing in it is believed yet, and what is no certificate is passed over.
    init(of document: PDFDocument) throws(PDFError) {
        var reader = document.reader()
        guard let object = document.catalogue["DSS"], let store = try Self.dictionary(reader.resolve(object)) else {
            return
        }
        var room = Self.largest
        for key in Self.keys {
            for entry in try Self.streams(
                key,
                of: store,
                resolve: { object throws(PDFError) in try reader.resolve(object) }
            ) {
                let bytes = try document.decodedBytes(of: entry.stream, limit: room)
                room -= bytes.count
                switch key {
                case "Certs":
                    if let certificate = try? Certificate(der: bytes) { material.certificates.append(certificate) }
                case "OCSPs": material.responses.append(bytes)
                default: material.lists.append(bytes)
                }
            }
        }
    }

    /// Adds what a document's store lacks; tells whether that was anything.
    static func add(_ new: ValidationMaterial, to update: inout PDFUpdate) throws(PDFError) -> Bool {
        let object = try update.catalogue()["DSS"]
        var store: PDFDictionary = ["Type": .name("DSS")]
        var isThere = false
        if let object, let known = try dictionary(update.resolve(object)) {
            store = known
            isThere = true
        }
        var isChanged = false
        var room = largest
        let values: [[[UInt8]]] = [new.certificates.map(\.der), new.responses, new.lists]
        for (key, wanted) in zip(keys, values) {
            let known = try streams(key, of: store) { object throws(PDFError) in try update.resolve(object) }
            var present: Set<[UInt8]> = []
            for entry in known {
                let bytes = try update.document.decodedBytes(of: entry.stream, limit: room)
                room -= bytes.count
                present.insert(bytes)
            }
            var references = known.map { PDFObject.reference($0.reference) }
            for der in wanted where present.insert(der).inserted {
                // What is written here has to be read again.
                guard der.count <= room else { throw PDFError(.tooLarge, "the security store is too large") }
                room -= der.count
                references.append(.reference(try update.add(.stream(PDFStream(bytes: der)))))
            }
            guard references.count > known.count else { continue }
            guard references.count <= most else { throw PDFError(.tooLarge, "the security store has too many entries") }
            isChanged = true
            if let list = store[key]?.reference, try !update.object(list).isNull {
                try update.replace(list, with: .array(references))
            } else {
                store[key] = .array(references)
            }
        }
        guard isChanged else { return false }
        if isThere, let reference = object?.reference {
            try update.replace(reference, with: .dictionary(store))
        } else {
            try update.setCatalogueEntry("DSS", .reference(try update.add(.dictionary(store))))
        }
        return true
    }

    private static func dictionary(_ object: PDFObject) throws(PDFError) -> PDFDictionary? {
        if object.isNull { return nil }
        guard let dictionary = object.dictionary, object.stream == nil else {
            throw PDFError(.malformed, "the security store is no dictionary")
        }
        guard !dictionary.hasDuplicateKeys else { throw PDFError(.ambiguous, "the security store has a key twice") }
        return dictionary
    }

    /// The streams of one list, each once.
    private static func streams(
        _ key: PDFName,
        of store: PDFDictionary,
        resolve: (PDFObject) throws(PDFError) -> PDFObject
    ) throws(PDFError) -> [(reference: PDFReference, stream: PDFStream)] {
        guard let object = store[key] else { return [] }
        let list = try resolve(object)
        if list.isNull { return [] }
        guard let elements = list.array else { throw PDFError(.malformed, "a list of the security store is no array") }
        guard elements.count <= most else { throw PDFError(.tooLarge, "the security store has too many entries") }
        var seen: Set<PDFReference> = []
        var result: [(reference: PDFReference, stream: PDFStream)] = []
        for element in elements {
            guard let reference = element.reference, let stream = try resolve(element).stream else {
                throw PDFError(.malformed, "an entry of the security store is no stream")
            }
            if seen.insert(reference).inserted { result.append((reference, stream)) }
        }
        return result
    }
}
