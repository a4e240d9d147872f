import EIDBroker
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// `GET /transaction/{id}/events` and `GET /sign/{id}/events`: where something stands, told whenever it changes.
///
/// Server-sent events (HTML Living Standard §9.2) for the script of the waiting page; each carries what `PageRoute` answers to
/// the script. The first comes at once, the last is the one that ends the waiting.
struct PageEventsRoute: Route {
    let pattern: String
    let pages: PageRenderer
    let streams: EventStreams
    let show: PageRoute.Show
    let verbs: [HTTPRequest.Method] = [.get]
    let reader = RouteReader.program(fromAnyOrigin: false)

    init(_ pattern: String, _ pages: PageRenderer, _ streams: EventStreams, show: @escaping PageRoute.Show) {
        self.pattern = pattern
        self.pages = pages
        self.streams = streams
        self.show = show
    }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let id = try request.capture()
        guard let place = streams.enter() else { throw .tooManyStreams }
        let channel = request.channel
        let path = String(request.path.dropLast("/events".count))
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", Self.buffering: "no"],
            body: ResponseBody { [show, pages] writer in
                defer { _ = place }
                let isWanted = { channel.isActive && !Task.isShuttingDownGracefully }
                let end = ContinuousClock.now + Self.life
                var told: WaitingPage?
                var silence = Duration.zero
                while ContinuousClock.now < end, isWanted() {
                    let answer = await show(id, request.browser)
                    var page: WaitingPage?
                    if case .page(.waiting(let waiting), _, _) = answer { page = waiting }
                    if page == nil || page != told {
                        let members = answer.statusMembers(at: path, pages: pages, for: request)
                        try await writer.write(ByteBuffer(string: "data: {\(members)}\n\n"))
                        (told, silence) = (page, .zero)
                    } else if silence >= Self.longestSilence {
                        try await writer.write(ByteBuffer(string: ":\n\n"))
                        silence = .zero
                    }
                    guard let page else { break }
                    let pause = Duration.seconds(max(1, min(page.pollSeconds, 60)))
                    try await Self.sleep(for: pause, while: isWanted)
                    silence += pause
                }
                try await writer.finish(nil)
            }
        )
    }

    /// How long one stream lasts; the script then opens the next, perhaps at another node.
    private static let life = Duration.seconds(300)
    /// After so long an empty line is sent: nothing in between takes the connection for dead, and a reader that is gone is
    /// found by writing alone.
    private static let longestSilence = Duration.seconds(5)

    /// Sleeps until it is time, or until nobody listens any more.
    private static func sleep(for pause: Duration, while isWanted: () -> Bool) async throws {
        var left = pause
        while left > .zero, isWanted() {
            let step = min(left, .seconds(2))
            try await Task.sleep(for: step)
            left -= step
        }
    }

    /// Some proxies would keep events until there are enough of them.
    private static let buffering = HTTPField.Name("X-Accel-Buffering") ?? .cacheControl
}
