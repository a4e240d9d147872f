import Synchronization

/// How many streams of events are open, and how many there may be, together and for one page.
final class EventStreams: Sendable {
    /// A place among the open streams, given back with its last reference.
    final class Place: Sendable {
        private let streams: EventStreams
        private let page: String

        /// The clock that all of them share.
        var clock: StreamClock { streams.clock }

        fileprivate init(_ streams: EventStreams, _ page: String) {
            self.streams = streams
            self.page = page
        }

        deinit { streams.leave(page) }
    }

    private struct Open {
        var total = 0
        var byPage: [String: Int] = [:]
    }

    private let maximum: Int
    private let maximumOfPage: Int
    private let open = Mutex(Open())
    private let clock = StreamClock()

    /// At most so many streams, which should be fewer than there may be connections, and of each page as many as one person has
    /// tabs and more: otherwise one who began a single sign-in could take the places of all others.
    init(maximum: Int, ofPage maximumOfPage: Int = EventStreams.mostOfPage) {
        self.maximum = maximum
        self.maximumOfPage = maximumOfPage
    }

    /// A place for one more stream of a page, or `nil` when there is none.
    func enter(_ page: String) -> Place? {
        let isIn = open.withLock { open in
            let count = open.byPage[page] ?? 0
            guard open.total < maximum, count < maximumOfPage else { return false }
            open.total += 1
            open.byPage[page] = count + 1
            return true
        }
        return isIn ? Place(self, page) : nil
    }

    private func leave(_ page: String) {
        open.withLock { open in
            open.total -= 1
            let count = (open.byPage[page] ?? 1) - 1
            open.byPage[page] = count > 0 ? count : nil
        }
    }

    /// Further viewers of a page ask now and then.
    static let mostOfPage = 16
}
