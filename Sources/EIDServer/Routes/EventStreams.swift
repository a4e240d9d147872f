import Synchronization

/// How many streams of events are open, and how many there may be.
final class EventStreams: Sendable {
    /// A place among the open streams, given back with its last reference.
    final class Place: Sendable {
        private let streams: EventStreams

        /// The clock that all of them share.
        var clock: StreamClock { streams.clock }

        fileprivate init(_ streams: EventStreams) { self.streams = streams }

        deinit { streams.open.subtract(1, ordering: .relaxed) }
    }

    private let maximum: Int
    private let open = Atomic(0)
    private let clock = StreamClock()

    /// At most so many streams, which should be fewer than there may be connections.
    init(maximum: Int) { self.maximum = maximum }

    /// A place for one more stream, or `nil` when there is none.
    func enter() -> Place? {
        guard open.add(1, ordering: .relaxed).newValue <= maximum else {
            open.subtract(1, ordering: .relaxed)
            return nil
        }
        return Place(self)
    }
}
