import EIDBroker
import EIDMethod
import NIOCore
import ServiceLifecycle
import Synchronization

/// What one waiting page's script is told, event by event: looks every second or two, and speaks when something changed.
///
/// As many of these live as there are people who wait. Each keeps what the next look needs and nothing of the request.
final class StatusFeed: Sendable {
    private struct Progress {
        /// What was told last.
        var told = ""
        /// When to look next; `nil` once all is told.
        var next: ContinuousClock.Instant? = .now
        /// When something was sent last.
        var spoken = ContinuousClock.now
    }

    private let look: @Sendable () async -> FlowAnswer
    private let path: String
    private let pages: PageRenderer
    private let requestID: String
    private let language: Language
    private let channel: any Channel
    private let place: EventStreams.Place
    private let end = ContinuousClock.now + life
    private let progress = Mutex(Progress())

    /// A feed for a request whose page is at `path`; `look` asks where things stand.
    init(
        of path: String,
        to request: IncomingRequest,
        pages: PageRenderer,
        in place: EventStreams.Place,
        look: @escaping @Sendable () async -> FlowAnswer
    ) {
        self.look = look
        self.path = path
        self.pages = pages
        self.place = place
        requestID = request.id
        language = request.browser.language
        channel = request.channel
    }

    /// What to send next; `nil` once there is nothing to wait for, or nobody waits any more.
    ///
    /// Each look is a task of its own. What a task has once needed for its calls it keeps, and this one lives as long as
    /// somebody waits: looking here would hold tens of kilobytes for each of them.
    func next() async -> ByteBuffer? {
        while let moment = progress.withLock({ $0.next }) {
            guard await sleep(until: moment), moment < end else { return nil }
            async let event = lookAgain()
            if let event = await event { return event }
        }
        return nil
    }

    /// An event, if there is one to send.
    private func lookAgain() async -> ByteBuffer? {
        // Long after the request itself was answered.
        let answer = await ServedRequest.$id.withValue(requestID) { await look() }
        // The sign-in is there still: the browser asks again by itself.
        if answer.isPassingTrouble {
            progress.withLock { $0.next = nil }
            return nil
        }
        let members = answer.statusMembers(at: path, pages: pages, requestID: requestID, language)
        let pause: Duration? =
            if case .page(.waiting(let page), _, _) = answer {
                .seconds(max(1, min(page.pollSeconds, 60)))
            } else {
                nil
            }
        let now = ContinuousClock.now
        return progress.withLock { progress in
            // From when it was due and not from now, or codes that move every second would fall behind. A server that is
            // late gets some air all the same.
            progress.next = pause.flatMap { pause in progress.next.map { max($0 + pause, now + pause / 2) } }
            if pause == nil || members != progress.told {
                (progress.told, progress.spoken) = (members, now)
                return ByteBuffer(string: "data: {\(members)}\n\n")
            }
            guard now - progress.spoken >= Self.longestSilence else { return nil }
            progress.spoken = now
            return ByteBuffer(string: ":\n\n")
        }
    }

    /// Sleeps in portions; `false` once nobody listens any more.
    private func sleep(until moment: ContinuousClock.Instant) async -> Bool {
        var now = ContinuousClock.now
        while now < moment, isWanted {
            await place.clock.sleep(until: min(moment, now + .seconds(2)), on: channel.eventLoop)
            now = .now
        }
        return isWanted
    }

    private var isWanted: Bool { channel.isActive && !Task.isCancelled && !Task.isShuttingDownGracefully }

    /// How long one feed lasts; the script then opens the next, perhaps at another node.
    private static let life = Duration.seconds(300)
    /// After so long an empty line is sent: nothing in between takes the connection for dead, and a reader that is gone is
    /// found by writing alone.
    private static let longestSilence = Duration.seconds(5)
}
