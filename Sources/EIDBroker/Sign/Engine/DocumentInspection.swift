/// What a document turned out to be.
struct DocumentInspection: Codable, Hashable, Sendable {
    /// The media type, by the content.
    var mediaType: String
    /// How many pages a PDF has.
    var pages: Int?
    /// How many signatures a PDF has already.
    var signatures: Int?
    /// The empty signature fields of a PDF, by their full names.
    var emptyFields: [String]?
    /// What a signer should know, by stable names; those of a PDF are the PDF module's.
    var findings: [String]
}
