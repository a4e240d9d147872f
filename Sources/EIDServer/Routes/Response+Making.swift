import HTTPTypes
import Hummingbird

extension Response {
    /// An answer with a body; never cached unless said otherwise.
    static func bytes(
        _ body: [UInt8],
        status: Int = 200,
        mediaType: String,
        caching: String = "no-store"
    ) -> Response {
        Response(
            status: .init(code: status),
            headers: [.contentType: mediaType, .cacheControl: caching],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }

    /// The browser goes elsewhere with GET, whatever verb it came with (RFC 9700 §4.12: 303, never 307).
    static func redirect(to location: String) -> Response {
        Response(status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
    }
}
