/// What an object tells about active content, by its keys and action names alone.
///
/// Every object is looked at, whether something refers to it or not: an object that nothing shows today can be shown by
/// a change tomorrow.
struct ActiveContent {
    private(set) var found: [PDFFinding.Kind: PDFReference] = [:]
    /// The numbers, beyond those that the file uses, that something refers to in vain: noted here because walking through
    /// all values a second time would cost as much again.
    private(set) var promised: Set<Int> = []
    /// A reference with another generation than the object has: some readers follow it, and others see nothing.
    private(set) var outdated: PDFReference?
    private let firstUnused: Int
    /// The generations that are not 0.
    private let generations: [Int: Int]
    private let references: CrossReferences

    init(_ references: CrossReferences) {
        self.references = references
        firstUnused = references.nextNumber
        var generations: [Int: Int] = [:]
        for case (let number, .offset(_, let generation)) in references.entries where generation != 0 {
            generations[number] = generation
        }
        self.generations = generations
    }

    private mutating func look(_ target: PDFReference) {
        if target.number >= firstUnused { promised.insert(target.number) }
        // Nearly all are 0, on both sides.
        guard target.generation != 0 || !generations.isEmpty, outdated == nil,
            references.entries[target.number] ?? .free != .free,
            generations[target.number, default: 0] != target.generation
        else { return }
        outdated = target
    }

    /// Trailers are no place for content; what they refer to counts as well.
    mutating func inspect(trailer: PDFDictionary) {
        ObjectCensus.visit(.dictionary(trailer)) { look($0) }
    }

    mutating func inspect(_ object: PDFObject, of reference: PDFReference) {
        // The name of an action may stand in an object of its own, out of sight of a search for `/S /JavaScript`.
        if let name = object.name, let kind = Self.actions[name] { note(kind, reference) }
        // A filter may stand in an object of its own as well.
        if Self.mayBeFilter(object), !Self.isKnown(object) { note(.unclearContent, reference) }
        if let stream = object.stream { look(stream, reference) }
        look(object, reference)
    }

    /// Whether an object of its own may be a filter, or a list of some; destinations are lists with names as well.
    private static func mayBeFilter(_ object: PDFObject) -> Bool {
        func isFilter(_ object: PDFObject) -> Bool {
            object.name.map { $0 == "Crypt" || $0.text.hasSuffix("Decode") } ?? false
        }
        guard let list = object.array else { return isFilter(object) }
        return !list.isEmpty && list.allSatisfy { $0.isNull || isFilter($0) }
    }

    /// What may be drawn by something else than what stands here: by another file, or by a printer alone.
    private mutating func look(_ stream: PDFStream, _ reference: PDFReference) {
        let dictionary = stream.dictionary
        // A reference XObject stands for a page of another file (ISO 32000-2 §8.10.4). A proxy in the sense of OPI too.
        for key in ["F", "Ref", "OPI"] as [PDFName] where dictionary[key] != nil { note(.externalContent, reference) }
        // ISO 32000-1 §8.8.2: PostScript is for printers, and viewers draw nothing.
        let isPostScript = ["Subtype", "Subtype2"].contains { dictionary[$0]?.name == "PS" }
        if isPostScript || dictionary["PS"] != nil { note(.printsDifferently, reference) }
        if let filter = dictionary["Filter"], !Self.isKnown(filter) { note(.unclearContent, reference) }
    }

    /// Whether all readers know a filter, or each of a list (ISO 32000-2 table 6).
    ///
    /// For another, some take the data as they are.
    /// `Crypt` is of an encryption, which the file does not have.
    private static func isKnown(_ filter: PDFObject) -> Bool {
        switch filter {
        case .array(let list): list.allSatisfy { $0.array == nil && isKnown($0) }
        case .name(let name): filters.contains(name)
        // It is looked at by itself.
        case .reference: true
        default: false
        }
    }

    /// With the abbreviations for inline images, which all take everywhere.
    private static let filters: Set<PDFName> = [
        "ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode",
        "JBIG2Decode",
        "DCTDecode", "JPXDecode", "AHx", "A85", "LZW", "Fl", "RL", "CCF", "DCT",
    ]

    private mutating func look(_ object: PDFObject, _ reference: PDFReference) {
        switch object {
        case .array(let elements): for element in elements { look(element, reference) }
        case .dictionary(let dictionary): look(dictionary, reference)
        case .stream(let stream): look(stream.dictionary, reference)
        case .reference(let target): look(target)
        default: break
        }
    }

    private mutating func look(_ dictionary: PDFDictionary, _ reference: PDFReference) {
        for entry in dictionary.entries {
            if Self.mayBeKnown(entry.key), let kind = Self.keys[entry.key], !Self.isEmpty(entry.value) {
                note(kind, reference)
            }
            if entry.key == "TR" || entry.key == "TR2", Self.transfers(entry.value, in: dictionary) {
                note(.printsDifferently, reference)
            }
            if let name = entry.value.name {
                if entry.key == "S", let kind = Self.actions[name] { note(kind, reference) }
                if entry.key == "Subtype", let kind = Self.annotations[name] { note(kind, reference) }
            }
            look(entry.value, reference)
        }
    }

    private mutating func note(_ kind: PDFFinding.Kind, _ reference: PDFReference) {
        if found[kind] == nil { found[kind] = reference }
    }

    /// Whether a printer is to change every colour by functions (ISO 32000-1 §10.5), which viewers leave alone.
    ///
    /// Masks have such functions as well, and everybody uses those.
    private static func transfers(_ function: PDFObject, in dictionary: PDFDictionary) -> Bool {
        dictionary["G"] == nil && function.name == nil && !isEmpty(function)
    }

    private static func isEmpty(_ object: PDFObject) -> Bool {
        switch object {
        case .null: true
        case .dictionary(let dictionary): dictionary.entries.isEmpty
        case .array(let elements): elements.isEmpty
        default: false
        }
    }

    /// Keys that have one meaning wherever they stand.
    private static let keys: [PDFName: PDFFinding.Kind] = [
        "JS": .javaScript, "JavaScript": .javaScript, "AA": .additionalActions, "EF": .embeddedFiles,
        "EmbeddedFiles": .embeddedFiles, "RichMediaContent": .multimedia, "OCProperties": .optionalContent,
        // Other versions of an image, of which one may be for printing.
        "Alternates": .printsDifferently,
    ]

    /// Whether one of `keys` begins like this: asked for every key of a file, and most do not.
    private static func mayBeKnown(_ key: PDFName) -> Bool {
        key.text.utf8.first.map { firstLetters.contains($0) } ?? false
    }

    // An array: there are six.
    private static let firstLetters = Array(Set(keys.keys.compactMap(\.text.utf8.first)))

    /// Values of `S` in an action (ISO 32000-2 table 201); going to a page or an address is no active content.
    private static let actions: [PDFName: PDFFinding.Kind] = [
        "JavaScript": .javaScript, "Launch": .launchAction, "SubmitForm": .submitAction, "ImportData": .submitAction,
        "ResetForm": .visibilityAction, "Hide": .visibilityAction, "SetOCGState": .visibilityAction,
        "GoToR": .remoteAction, "GoToE": .remoteAction, "Rendition": .multimedia, "Movie": .multimedia,
        "Sound": .multimedia, "GoTo3DView": .multimedia, "RichMediaExecute": .multimedia,
    ]

    private static let annotations: [PDFName: PDFFinding.Kind] = [
        "RichMedia": .multimedia, "Movie": .multimedia, "Sound": .multimedia, "Screen": .multimedia, "3D": .multimedia,
        "FileAttachment": .embeddedFiles,
    ]
}
