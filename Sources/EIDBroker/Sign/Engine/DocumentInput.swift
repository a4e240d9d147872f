/// A document as it comes in: the file itself, or only its hash.
struct DocumentInput: Sendable {
    /// Its name, as the client calls it.
    var name: String
    /// Its media type, as the client says; never trusted alone.
    var mediaType: String
    /// SHA-256 over the file.
    var sha256: [UInt8]
    /// The file; `nil` where the client brought a hash and nobody here has seen what it stands for.
    var bytes: [UInt8]?
}
