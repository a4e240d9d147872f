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
        let path = String(request.path.dropLast("/events".count))
        guard let place = streams.enter(path) else { throw .tooManyStreams }
        let browser = request.browser
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
