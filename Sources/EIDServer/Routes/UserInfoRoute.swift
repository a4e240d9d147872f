import HTTPTypes
import Hummingbird

/// `GET`, `HEAD` and `POST /userinfo`: a client fetches released claims.
struct UserInfoRoute: Route {
    let front: any FrontDoor
    let pattern = "/userinfo"
    let verbs: [HTTPRequest.Method] = [.get, .head, .post]
    let reader = RouteReader.program(fromAnyOrigin: true)

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        // RFC 6750 §2.3: a token in a query would stand in every log on the way; the query is not read at all.
        let form = request.verb == .post && !request.body.isEmpty ? try request.form() : nil
        return await front.userInfo(authorization: request.headers[.authorization], form: form).response()
    }
}
