import FoundationEssentials

/// A document in the store: what is known of it; the bytes lie beside it in parts.
struct StoredDocument: Codable, Sendable, Hashable {
    /// 128 random bits, base64url.
    let id: String
    /// Whose it is; nobody else hears of it.
    let clientID: String
    /// The file's name as the client gave it, or as it was made.
    let name: String
    /// The media type.
    let mediaType: String
    /// Bytes in all.
    let size: Int
    /// Of the bytes.
    let sha256: Data
    /// How many parts there are.
    let parts: Int
    /// From then on it does not exist.
    var expiresAt: Date
    /// When it was counted in its client's quota; `nil` for what the broker made, which counts for nobody.
    var countedAt: Date?
    /// What it turned out to be, once somebody asked.
    var finding: Finding?
    /// The signings that name it; some may be over by now.
    var holders: [Holder]?

    /// A signing that needs a document.
    struct Holder: Codable, Sendable, Hashable {
        let signing: String
        /// When it said so, a moment before it is in the store itself.
        let since: Date
    }

    /// What looking at a document gave; looking costs reading all of it.
    enum Finding: Codable, Sendable, Hashable {
        case sound(DocumentInspection)
        /// Nobody can sign it, for this reason.
        case refused(SigningFailure.Code)
    }
}
