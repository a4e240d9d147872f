import HTTPTypes
import Hummingbird

/// `GET /.well-known/openid-configuration`, `/jwks.json` and `/methods/{id}/jwks.json`: what everyone may read.
struct DiscoveryRoute: Route {
    /// The documents.
    enum Document: Sendable {
        case configuration, keys, methodKeys
    }

    let document: Document
    let front: any FrontDoor
    let verbs: [HTTPRequest.Method] = [.get, .head]
    let reader = RouteReader.program(fromAnyOrigin: true)

    var pattern: String {
        switch document {
        case .configuration: "/.well-known/openid-configuration"
        case .keys: "/jwks.json"
        case .methodKeys: "/methods/{id}/jwks.json"
        }
    }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let bytes: [UInt8]
        switch document {
        case .configuration: bytes = front.discoveryDocument
        case .keys: bytes = front.keySet
        case .methodKeys:
            guard let keys = front.keySet(method: try request.capture()) else { throw .notFound }
            bytes = keys
        }
        return .bytes(bytes, mediaType: "application/json", caching: "public, max-age=\(seconds)")
    }

    /// How long it may be kept.
    private var seconds: Int {
        switch document {
        // Short, so that a rotated key is seen soon; long enough to spare both sides a request per login.
        case .configuration, .keys: 300
        // Upstreams read it, and some heed no less than half an hour.
        case .methodKeys: 1800
        }
    }
}
