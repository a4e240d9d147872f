import HTTPTypes
import Hummingbird

/// What every request must satisfy before a route sees it.
struct RequestChecks: Sendable {
    let limits: ServerLimits

    private static let host = HTTPField.Name("Host")

    /// Refuses ambiguous framing, oversize heads and addresses that are not plain ASCII paths.
    func check(_ request: Request, body: RouteBody) throws(RequestRefusal) {
        let headers = request.headers
        // RFC 9112 §6.3: a message with both is an attempt at smuggling, whoever sent it.
        if headers[.transferEncoding] != nil {
            guard headers[.contentLength] == nil, headers[values: .transferEncoding].count == 1,
                headers[.transferEncoding]?.lowercased() == "chunked"
            else { throw .ambiguous }
        }
        guard headers[values: .contentLength].count <= 1, headers[values: .contentType].count <= 1,
            headers[values: .authorization].count <= 1, request.head.authority != nil
        else { throw .ambiguous }
        // The first Host became the authority; one that is left is a second one (RFC 9112 §3.2).
        if let host = Self.host, headers[host] != nil { throw .ambiguous }

        let target = request.head.path ?? ""
        guard target.utf8.count <= limits.targetBytes else { throw .targetTooLong }
        guard target.utf8.first == UInt8(ascii: "/"), target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .malformed
        }
        let size = headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
        guard size <= limits.headerBytes else { throw .headersTooLarge }

        if let announced = headers[.contentLength] {
            guard let length = Int(announced), length >= 0 else { throw .ambiguous }
            guard length <= body.limit(in: limits) else { throw body.tooLarge }
        }
    }
}
