import HTTPTypes
import Hummingbird

/// `GET /assets/…`: the style sheet, the scripts and the icon of the pages.
struct StaticRoute: Route {
    /// The files; there is no folder behind this route to climb out of.
    enum Asset: String, CaseIterable, Sendable {
        case style = "eid.css"
        case script = "eid.js"
        /// Draws codes in browsers; see the head of the file.
        case encoder = "qrcode.js"
        case icon = "icon.svg"
    }

    let asset: Asset
    let verbs: [HTTPRequest.Method] = [.get, .head]
    let reader = RouteReader.program(fromAnyOrigin: false)

    var pattern: String { "/assets/\(asset.rawValue)" }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        switch asset {
        case .style: .bytes(PackageResources.eid_css, mediaType: "text/css; charset=utf-8", caching: Self.caching)
        case .script: .bytes(PackageResources.eid_js, mediaType: Self.javaScript, caching: Self.caching)
        case .encoder: .bytes(PackageResources.qrcode_js, mediaType: Self.javaScript, caching: Self.caching)
        case .icon: .bytes(PackageResources.icon_svg, mediaType: "image/svg+xml", caching: Self.caching)
        }
    }

    private static let javaScript = "text/javascript; charset=utf-8"
    private static let caching = "public, max-age=3600"
}
