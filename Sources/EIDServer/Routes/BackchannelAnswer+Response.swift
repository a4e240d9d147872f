import EIDBroker
import HTTPTypes
import Hummingbird

extension BackchannelAnswer {
    /// The answer as HTTP.
    func response() -> Response {
        var fields = HTTPFields()
        for header in headers {
            if let name = Self.known[header.name] ?? HTTPField.Name(header.name) {
                fields.append(HTTPField(name: name, value: header.value))
            }
        }
        if let mediaType { fields[.contentType] = mediaType }
        return Response(
            status: .init(code: status),
            headers: fields,
            body: body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }

    /// The names that nearly every answer has, checked once.
    private static let known: [String: HTTPField.Name] = ["Cache-Control": .cacheControl, "Pragma": .init("Pragma")]
        .compactMapValues { $0 }
}
