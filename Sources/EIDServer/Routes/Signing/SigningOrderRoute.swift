import HTTPTypes
import Hummingbird

/// `POST /signing/transactions`: a client says what is to be signed, and how.
struct SigningOrderRoute: Route {
    let front: any SigningDoor
    let pattern = "/signing/transactions"
    let verbs: [HTTPRequest.Method] = [.post]
    let reader = RouteReader.program(fromAnyOrigin: false)
    let body = RouteBody.order

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        guard request.isJSON else { throw .notJSON }
        return await front.createSigning(
            body: request.body,
            idempotencyKey: try idempotencyKey(request),
            authorization: request.headers[.authorization]
        ).response()
    }

    private func idempotencyKey(_ request: IncomingRequest) throws(RequestRefusal) -> String? {
        guard let name = Self.keyField else { return nil }
        let keys = request.headers[values: name]
        guard let key = keys.first else { return nil }
        guard keys.count == 1, (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .parameters("Idempotency-Key must be one value of 1 to 128 visible ASCII characters") }
        return key
    }

    private static let keyField = HTTPField.Name("Idempotency-Key")
}
