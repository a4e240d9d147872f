import EIDBroker
import EIDMethod
import HTTPTypes
import Hummingbird

/// `GET /assets/logos/{name}`: methods' logos, each under its hash, so that browsers may keep them for good.
struct MethodLogoRoute: Route {
    private let logos: [String: PublishedLogo]
    let pattern = "/assets/logos/{name}"
    let verbs: [HTTPRequest.Method] = [.get, .head]
    let reader = RouteReader.program(fromAnyOrigin: false)

    init(_ logos: [PublishedLogo]) { self.logos = Dictionary(logos.map { ($0.name, $0) }) { first, _ in first } }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        guard let found = request.captures.first.flatMap({ logos[$0] }) else { throw .notFound }
        var response = Response.bytes(
            found.logo.bytes,
            mediaType: found.logo.mediaType.rawValue,
            caching: "public, max-age=31536000, immutable"
        )
        // Somebody may open it alone in a tab.
        response.headers[.contentSecurityPolicy] = ContentPolicy.logo
        return response
    }
}
