/// New and changed objects to be appended to a document, whose bytes stay as they are.
public struct PDFUpdate {
    /// The document that is continued.
    public let document: PDFDocument

    private(set) var changes: [Int: PDFChange] = [:]
    /// The number that the next object gets.
    private(set) var nextNumber: Int
    var slot: SignatureSlot?
    private var reader: PDFObjectReader

    /// Begins an update, unless the policy refuses the document; with the name of the field that it is to sign, if there is
    /// one already.
    public init(
        of document: PDFDocument,
        policy: PDFPolicy = .standard,
        signing name: String? = nil
    ) throws(PDFError) {
        try document.require(policy, signing: name)
        self.document = document
        nextNumber = Self.free(document.references.nextNumber, in: document)
        reader = document.reader()
    }

    /// An object as it will be after the update.
    public mutating func object(_ reference: PDFReference) throws(PDFError) -> PDFObject {
        if let change = changes[reference.number], change.generation == reference.generation { return change.object }
        return try reader.object(reference)
    }

    /// The object itself, or what a reference leads to after the update.
    public mutating func resolve(_ object: PDFObject) throws(PDFError) -> PDFObject {
        guard case .reference(let reference) = object else { return object }
        return try self.object(reference)
    }

    /// Adds an object and tells its number.
    public mutating func add(_ object: PDFObject) throws(PDFError) -> PDFReference {
        guard nextNumber <= PDFReference.highestNumber else { throw .tooLarge("the file has no object numbers left") }
        let reference = PDFReference(nextNumber)
        nextNumber = Self.free(nextNumber + 1, in: document)
        changes[reference.number] = PDFChange(generation: 0, object: object)
        return reference
    }

    /// The first number from that one on that nothing in the document refers to.
    private static func free(_ number: Int, in document: PDFDocument) -> Int {
        var number = number
        while document.promisedNumbers.contains(number) { number += 1 }
        return number
    }

    /// One more than the highest number in use.
    var size: Int { max(document.references.nextNumber, (changes.keys.max() ?? 0) + 1) }

    /// Replaces an object that exists.
    public mutating func replace(_ reference: PDFReference, with object: PDFObject) throws(PDFError) {
        let exists: Bool =
            switch document.references.entries[reference.number] {
            case .offset(_, let generation): generation == reference.generation
            case .compressed: reference.generation == 0
            case .free, nil: changes[reference.number]?.generation == reference.generation
            }
        guard exists else { throw PDFError(.misuse, "only an object that exists can be replaced") }
        changes[reference.number] = PDFChange(generation: reference.generation, object: object)
    }

    /// The catalogue as it will be after the update.
    public mutating func catalogue() throws(PDFError) -> PDFDictionary {
        guard let catalogue = try object(document.catalogueReference).dictionary else {
            throw .malformed("the catalogue is no dictionary")
        }
        return catalogue
    }

    /// The value of an entry of the catalogue, looked up if it is a reference.
    public mutating func catalogueEntry(_ key: PDFName) throws(PDFError) -> PDFObject? {
        guard let value = try catalogue()[key] else { return nil }
        let resolved = try resolve(value)
        return resolved.isNull ? nil : resolved
    }

    /// Sets an entry of the catalogue, such as `DSS`.
    public mutating func setCatalogueEntry(_ key: PDFName, _ value: PDFObject) throws(PDFError) {
        var catalogue = try self.catalogue()
        catalogue[key] = value
        try replace(document.catalogueReference, with: .dictionary(catalogue))
    }

    /// What the update adds, with room for the value of its signature if it has one.
    private func appendix(identifier: [UInt8]?) throws(PDFError) -> PDFAppendix {
        try requireRoom()
        let appendix = try PDFUpdateWriter(self, identifier: identifier).finished()
        guard (slot == nil) == (appendix.contentsRange == nil) else {
            throw PDFError(.misuse, "the signature dictionary was replaced")
        }
        return appendix
    }

    /// What is written here has to be read again, under the same limits.
    private func requireRoom() throws(PDFError) {
        let sections = document.references.sections.reduce(0) { $0 + ($1.isHybrid ? 2 : 1) }
        guard sections < document.limits.sections else { throw .tooLarge("the file has too many revisions") }
        let added = changes.keys.count { document.references.entries[$0] == nil }
        // Of cross-references in a stream, that stream is one more object.
        guard document.references.entries.count + added < document.limits.objects else {
            throw .tooLarge("the file has too many objects")
        }
    }

    /// The finished file of an update without a signature.
    public func serialized(identifier: [UInt8]? = nil) throws(PDFError) -> [UInt8] {
        guard slot == nil else { throw PDFError(.misuse, "an update with a signature is prepared, not serialized") }
        return [UInt8](document.bytes, followedBy: try appendix(identifier: identifier).bytes)
    }

    /// What an update with a signature adds, except for that signature's value.
    public func prepared(identifier: [UInt8]? = nil) throws(PDFError) -> PreparedSignature {
        let appendix = try appendix(identifier: identifier)
        guard let contents = appendix.contentsRange else {
            throw PDFError(.misuse, "an update without a signature has nothing to prepare")
        }
        return try PreparedSignature(
            restoring: appendix.bytes,
            behind: document.bytes.count,
            contentsRange: contents
        )
    }
}
