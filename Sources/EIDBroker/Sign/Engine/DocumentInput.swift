/// A document as it comes in: the file itself, or only its hash.
///
/// Whoever makes one vouches that the hash is the file's, as the store does; each format compares what it takes in with what was
/// signed.
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
