import Synchronization

/// Bounds how many bytes of documents are in memory to be shown with their visible signatures.
///
/// Whoever has a link may ask for them before the consent, and each is read, drawn and kept whole until it is sent.
final class PreviewRoom: Sendable {
    /// Room that was taken, given back with its last reference.
    final class Place: Sendable {
        private let room: PreviewRoom
        private let bytes: Int

        fileprivate init(_ room: PreviewRoom, _ bytes: Int) { (self.room, self.bytes) = (room, bytes) }

        deinit { room.taken.withLock { $0 -= bytes } }
    }

    /// 256 MB; the largest document that the settings allow has room in any case.
    static let usualBytes = 256_000_000

    private let maximumBytes: Int
    private let taken = Mutex(0)

    init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    /// Room for one more document, or `nil` when there is none.
    func enter(_ bytes: Int) -> Place? {
        let fits = taken.withLock { taken in
            guard bytes <= maximumBytes - taken else { return false }
            taken += bytes
            return true
        }
        return fits ? Place(self, bytes) : nil
    }
}
