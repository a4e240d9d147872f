import EIDBroker
import HTTPTypes
import Hummingbird

/// `GET /transaction/{id}/events` and `GET /sign/{id}/events`: where something stands, told whenever it changes.
///
/// Server-sent events (HTML Living Standard §9.2) for the script of the waiting page; each carries what `PageRoute` answers to
/// the script. The first comes at once, the last is the one that ends the waiting.
struct PageEventsRoute: Route {
    let pattern: String
    let pages: PageRenderer
    let streams: EventStreams
    let isBound: IsBound
    let show: PageRoute.Show
    let verbs: [HTTPRequest.Method] = [.get]
    let reader = RouteReader.program(fromAnyOrigin: false)

    /// Whether a browser is the one that the one with the id in the path belongs to.
    typealias IsBound = @Sendable (String, BrowserContext) async -> Bool

    init(
        _ pattern: String,
        _ pages: PageRenderer,
        _ streams: EventStreams,
        isBound: @escaping IsBound,
        show: @escaping PageRoute.Show
    ) {
        self.pattern = pattern
        self.pages = pages
        self.streams = streams
        self.isBound = isBound
        self.show = show
    }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let id = try request.capture()
        let path = String(request.path.dropLast("/events".count))
        let browser = request.browser
        // First: whoever has only the address must not take the places of whose sign-in it is.
        guard await isBound(id, browser) else { throw .notWaiting }
        guard let place = streams.enter(path) else { throw .tooManyStreams }
        let feed = StatusFeed(of: path, to: request, pages: pages, in: place) { [show] in await show(id, browser) }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", Self.buffering: "no"],
            body: ResponseBody { writer in
                while let event = await feed.next() { try await writer.write(event) }
                try await writer.finish(nil)
            }
        )
    }

    /// Some proxies would keep events until there are enough of them.
    private static let buffering = HTTPField.Name("X-Accel-Buffering") ?? .cacheControl
}
