/// Something that a later revision changed.
public struct PDFRevisionChange: Sendable, Hashable {
    /// What was changed; each is a sentence for whoever reads a report.
    public enum Kind: String, Sendable, CaseIterable {
        /// Certificates and answers about revocation.
        case validationData = "validation data were added"
        /// A document timestamp.
        case documentTimestamp = "a document timestamp was added"
        /// A further signature.
        case signature = "a signature was added"
        /// What an empty signature field showed, and what may have lain behind.
        case uncovering = "a signature took the place of what its empty field showed"
        /// A field for a further signature.
        case signatureField = "an empty signature field was added"
        /// The time of the last change, and the program that made it.
        case saving = "who saved the file, and when, was noted"
        /// Title, author and the like.
        case metadata = "metadata changed"
        /// The values of form fields.
        case formFilling = "a form field was filled in"
        /// Notes, stamps and other annotations.
        case annotation = "annotations changed"
        /// What the pages show, or which pages there are.
        case pageContent = "page content changed"
        /// Form fields other than by filling them in.
        case form = "the form changed"
        /// A signature that was there, or its field.
        case earlierSignature = "an earlier signature changed"
        /// Certification or usage rights.
        case permissions = "permissions changed"
        /// Other properties of the whole document.
        case catalogue = "properties of the document changed"
        /// An object appeared that the signed document pointed to in vain.
        case preparedObject = "an object appeared that the signed document already pointed to"
        /// An object or a trailer that the cross-references do not lead to.
        case shadowedObject = "an object was written that some readers take in the place of another"
        /// Objects without a use that is permitted.
        case otherObjects = "other objects changed"
    }

    /// What was changed.
    public let kind: Kind
    /// The full name of the field, if it is about one.
    public let fieldName: String?
    /// An object that shows it.
    public let reference: PDFReference?

    init(_ kind: Kind, field: String? = nil, in reference: PDFReference? = nil) {
        self.kind = kind
        fieldName = field
        self.reference = reference
    }

    /// Whether a document permits the change that has this certification and these locks.
    ///
    /// Without a certification, only what signing needs is permitted.
    public func isPermitted(by permission: PDFCertification.Permission?, locks: [PDFFieldLock]) -> Bool {
        let isClosed = permission == .noChanges || locks.contains(where: \.permitsNoChanges)
        let isLocked = fieldName.map { name in locks.contains { $0.covers(name) } } ?? false
        return switch kind {
        // ISO 32000-2 table 257: with P=1, nothing but these.
        case .validationData, .documentTimestamp, .saving: true
        case .metadata: !isClosed
        case .signature, .uncovering, .signatureField: !isClosed && !isLocked
        case .formFilling: (permission == .formFilling || permission == .annotating) && !isClosed && !isLocked
        case .annotation: permission == .annotating && !isClosed && !locks.contains(where: \.permitsNoAnnotations)
        default: false
        }
    }
}

extension PDFDocument {
    /// What this revision changed since an earlier one, each kind once per field.
    ///
    /// Whatever is not known to be harmless is named as something that is not; an object may be harmless only in the
    /// place where it is used, and only if nothing else uses it.
    public func changes(since earlier: PDFDocument) throws(PDFError) -> [PDFRevisionChange] {
        guard bytes.count >= earlier.bytes.count, bytes.starts(with: earlier.bytes) else {
            throw PDFError(.misuse, "this is no earlier revision of the same file")
        }
        if bytes.count == earlier.bytes.count { return [] }
        var comparison = try RevisionComparison(from: earlier, to: self)
        try comparison.compare()
        var seen: Set<String> = []
        return comparison.changes.filter { seen.insert("\($0.kind.rawValue)\u{0}\($0.fieldName ?? "")").inserted }
    }
}
