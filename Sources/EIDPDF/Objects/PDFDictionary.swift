/// A dictionary, in the order of the file.
public struct PDFDictionary: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// One key with its value.
    public struct Entry: Sendable, Equatable {
        /// The key.
        public var key: PDFName
        /// The value.
        public var value: PDFObject
    }

    /// All entries; from a file, a key may stand here twice.
    public private(set) var entries: [Entry]
    /// Whether a key stands twice: readers then disagree about its value.
    public private(set) var hasDuplicateKeys = false

    /// A dictionary of ours.
    public init(dictionaryLiteral elements: (PDFName, PDFObject)...) {
        entries = []
        for (key, value) in elements { self[key] = value }
    }

    init(entries: [Entry], hasDuplicateKeys: Bool) {
        self.entries = entries
        self.hasDuplicateKeys = hasDuplicateKeys
    }

    /// The value for a key; null counts as absent, and so does setting `nil`.
    public subscript(key: PDFName) -> PDFObject? {
        get {
            guard let entry = entries.first(where: { $0.key == key }), !entry.value.isNull else { return nil }
            return entry.value
        }
        set {
            guard let newValue, !newValue.isNull else {
                entries.removeAll { $0.key == key }
                return
            }
            if let index = entries.firstIndex(where: { $0.key == key }) {
                entries[index].value = newValue
            } else {
                entries.append(Entry(key: key, value: newValue))
            }
        }
    }
}
