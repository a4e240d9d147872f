import EIDMethod
import HTTPTypes
import Hummingbird

/// `GET /assets/methods.css`: the colours that methods' brands ask for; nothing inline, so that the policy can stay strict.
struct MethodStyleRoute: Route {
    private let style: [UInt8]
    let pattern = "/assets/methods.css"
    let verbs: [HTTPRequest.Method] = [.get, .head]
    let reader = RouteReader.program(fromAnyOrigin: false)

    init(_ colours: [String: BrandColours]) {
        let rules = colours.sorted { $0.key < $1.key }.map { id, colours in
            """
            .method[value="\(id)"]:enabled, .method[value="\(id)"]:hover:enabled {
              background: \(Self.hexadecimal(colours.background));
              border-color: \(Self.hexadecimal(colours.background));
              color: \(Self.hexadecimal(colours.text));
            }
            .method[value="\(id)"]:enabled::after { border-color: \(Self.hexadecimal(colours.text)); }

            """
        }
        style = Array(rules.joined().utf8)
    }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        .bytes(style, mediaType: "text/css; charset=utf-8", caching: "public, max-age=3600")
    }

    private static func hexadecimal(_ colour: UInt32) -> String {
        let digits = String(colour & 0xFF_FFFF, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
