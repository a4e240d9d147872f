import EIDBroker

/// Documents for the tests of the way in and out.
enum SampleDocuments {
    /// A document in pieces; its size may be said wrongly.
    static func content(
        _ name: String,
        _ mediaType: String,
        _ pieces: String...,
        size: Int? = nil
    ) -> DocumentContent {
        DocumentContent(
            name: name,
            mediaType: mediaType,
            size: size ?? pieces.reduce(0) { $0 + $1.utf8.count },
            chunks: AsyncThrowingStream { continuation in
                for piece in pieces { continuation.yield(Array(piece.utf8)) }
                continuation.finish()
            }
        )
    }
}
