public import EIDPDF

/// What a validator found out about one signature or document timestamp of a file.
public struct DocumentSignature: Sendable {
    /// The full name of its field in a PDF, or of its file in a container.
    public let place: String?
    /// Whether it is a document timestamp.
    public let isTimestamp: Bool
    /// Where it is seen, if it is.
    public internal(set) var seenPlaces: [SeenPlace] = []
    /// Which of the file's signed revisions it covers, counted from 1; `nil` if it covers none.
    public internal(set) var revision: Int?
    /// Whether it covers the whole file.
    public internal(set) var coversWholeFile = false
    /// What later revisions changed.
    public internal(set) var changes: [PDFRevisionChange] = []
    /// What later revisions changed although the document does not permit it.
    public internal(set) var forbiddenChanges: [PDFRevisionChange] = []
    /// What it permits later, if it is a certification.
    public internal(set) var certification: PDFCertification.Permission?
    /// Who the dictionary says signed; a claim that nobody checked.
    public internal(set) var claimedName: String?
    /// Why, by the dictionary.
    public internal(set) var reason: String?
    /// Where, by the dictionary.
    public internal(set) var location: String?
    /// Signer, times, level and verdict.
    public internal(set) var report = SignatureReport()

    init(place: String?) {
        self.place = place
        isTimestamp = false
    }

    init(_ field: PDFSignatureField, _ value: PDFSignatureValue) {
        place = field.name
        isTimestamp = value.isDocumentTimeStamp
        func text(_ key: PDFName) -> String? { value.dictionary[key]?.string.map(PDFText.decode) }
        claimedName = text("Name")
        reason = text("Reason")
        location = text("Location")
    }
}
