import EIDBroker
import HTTPTypes
import Hummingbird

/// `GET` and `POST /callback/{method}`: a browser coming back from a method's upstream.
struct CallbackRoute: Route {
    let front: any FrontDoor
    let pages: PageRenderer
    let pattern = "/callback/{method}"
    let verbs: [HTTPRequest.Method] = [.get, .post]
    let reader = RouteReader.person

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let method = try request.capture()
        guard request.verb == .post else {
            let answer = await front.callback(method: method, try request.queryParameters(), browser: request.browser)
            return answer.response(to: request, pages: pages)
        }
        let form = try request.form()
        // A SameSite=Lax cookie does not travel with a POST from the upstream's site; one GET to ourselves brings it.
        // Only what can stand in an address as it is: nothing else may get into the header.
        if request.browser.cookies.isEmpty, request.body.count <= Self.longestQuery,
            request.body.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
        {
            return .redirect(to: "/callback/\(method)?\(String(decoding: request.body, as: UTF8.self))")
        }
        let answer = await front.callback(method: method, form, browser: request.browser)
        return answer.response(to: request, pages: pages)
    }

    private static let longestQuery = 8 * 1024
}
