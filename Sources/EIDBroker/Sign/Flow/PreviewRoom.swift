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

    private let maximumBytes: Int
    private let taken = Mutex(0)

    init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    /// Room for 400 MB, and for the largest document that the settings allow in any case.
    convenience init(largestDocument size: Int) {
        let (bytes, isTooLarge) = size.multipliedReportingOverflow(by: 2)
        self.init(maximumBytes: isTooLarge ? .max : max(bytes, 400_000_000))
    }

    /// Room for one more document, as it is and as it is drawn, or `nil` when there is none.
    func enter(document size: Int) -> Place? {
        let (bytes, isTooLarge) = size.multipliedReportingOverflow(by: 2)
        let fits = taken.withLock { taken in
            guard !isTooLarge, bytes <= maximumBytes - taken else { return false }
            taken += bytes
            return true
        }
        return fits ? Place(self, bytes) : nil
    }
}
