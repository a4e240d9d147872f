import EIDBroker
import HTTPTypes
import Hummingbird

extension BackchannelAnswer {
    /// The answer as HTTP.
    func response() -> Response {
        var fields = HTTPFields()
        for header in headers {
            if let name = HTTPField.Name(header.name) { fields.append(HTTPField(name: name, value: header.value)) }
        }
        if let mediaType { fields[.contentType] = mediaType }
        return Response(
            status: .init(code: status),
            headers: fields,
            body: body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}
