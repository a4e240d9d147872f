/// A document on its way in: its bytes come in pieces, and no one has to hold all of them.
public struct DocumentUpload: Sendable {
    /// The file's name as the client gave it.
    public let name: String?
    /// The media type as the client declared it.
    public let mediaType: String?
    /// The size as the client declared it, in bytes.
    public let declaredSize: Int?
    /// The bytes; the stream fails when they cannot be had whole.
    public let body: AsyncThrowingStream<[UInt8], any Error>

    /// Makes an upload.
    public init(
        name: String?,
        mediaType: String?,
        declaredSize: Int?,
        body: AsyncThrowingStream<[UInt8], any Error>
    ) {
        self.name = name
        self.mediaType = mediaType
        self.declaredSize = declaredSize
        self.body = body
    }
}

/// A document on its way out.
public struct DocumentContent: Sendable {
    /// The file's name, as it was given or made: the server makes it fit for a header.
    public let name: String
    /// The media type.
    public let mediaType: String
    /// The size in bytes.
    public let size: Int
    /// The bytes, read from the store as they are asked for.
    public let chunks: AsyncThrowingStream<[UInt8], any Error>

    /// Makes content.
    public init(name: String, mediaType: String, size: Int, chunks: AsyncThrowingStream<[UInt8], any Error>) {
        self.name = name
        self.mediaType = mediaType
        self.size = size
        self.chunks = chunks
    }
}

/// What a request for a document gets.
public enum DocumentAnswer: Sendable {
    /// The document.
    case content(DocumentContent)
    /// A program is refused.
    case refused(BackchannelAnswer)
    /// A person gets a page instead.
    case page(FlowAnswer)
}
