import EIDJOSE
import EIDJSON
import HTTPTypes
import Hummingbird
import NIOCore

/// The shop's pages.
struct Routes: Sendable {
    let settings: ShopSettings
    let client: OpenIDClient
    let sessions: SessionStore

    /// Every route of the shop.
    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/") { request, _ in
            let session = await sessions.session(sessionID(request))
            return page(Pages.home(result: session?.result))
        }
        router.post("/verify") { request, _ in try await begin(.verification, request) }
        router.post("/login") { request, _ in try await begin(.authentication, request) }
        router.get("/callback") { request, _ in await finish(request) }
        // For the demo's driver; a real shop has no such page.
        router.get("/result.json") { request, _ in
            let session = await sessions.session(sessionID(request))
            guard let result = session?.result else { return answer(.notFound, "{}", "application/json") }
            return answer(.ok, result.json.text, "application/json")
        }
        router.get("/style.css") { _, _ in answer(.ok, Appearance.style, "text/css; charset=utf-8") }
        router.get("/icon.svg") { _, _ in answer(.ok, Appearance.icon, "image/svg+xml") }
        return router
    }

    /// First leg: remember what the answer must match, and send the browser to the broker.
    private func begin(_ purpose: Purpose, _ request: Request) async throws -> Response {
        let old = sessionID(request)
        var session = await sessions.session(old) ?? Session()
        let signIn = SignIn(purpose: purpose)
        session.pending = signIn
        do {
            let url = try await client.authorizationURL(for: signIn)
            return redirect(to: url, session: await sessions.replace(old, with: session))
        } catch {
            return page(Pages.failure("The broker cannot be reached: \(error)"), status: .badGateway)
        }
    }

    /// Second leg: the browser is back, with a code or with an error.
    private func finish(_ request: Request) async -> Response {
        let id = sessionID(request)
        let query = request.uri.queryParameters
        // RFC 9207: an answer from somebody else must not be taken for the broker's.
        guard let issuer = query.get("iss"), issuer.sameBytes(as: settings.issuer) else {
            return page(Pages.failure("This answer comes from somebody else."), status: .badRequest)
        }
        guard let signIn = await sessions.takePending(id, state: query.get("state") ?? "") else {
            return page(Pages.failure("This answer belongs to no sign-in of this browser."), status: .badRequest)
        }
        if let error = query.get("error") {
            return page(Pages.failure(query.get("error_description") ?? error), status: .ok)
        }
        guard let code = query.get("code") else {
            return page(Pages.failure("No code came back."), status: .badRequest)
        }
        do {
            let result = try await client.result(of: signIn, code: code)
            return redirect(to: "/", session: await sessions.replace(id, with: Session(result: result)))
        } catch {
            return page(Pages.failure("The answer could not be checked: \(error)"), status: .badGateway)
        }
    }

    // MARK: Answers

    private var cookieName: String { settings.isSecure ? "__Host-shop" : "shop" }

    private func sessionID(_ request: Request) -> String? { request.cookies[cookieName]?.value }

    private func redirect(to url: String, session: String) -> Response {
        var response = answer(.seeOther, "", "text/plain")
        response.headers[.location] = url
        response.setCookie(
            Cookie(
                name: cookieName,
                value: session,
                path: "/",
                secure: settings.isSecure,
                httpOnly: true,
                sameSite: .lax
            )
        )
        return response
    }

    private func page(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        answer(status, html, "text/html; charset=utf-8")
    }

    private func answer(_ status: HTTPResponse.Status, _ body: String, _ type: String) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = type
        headers[.cacheControl] = "no-store"
        // Browsers hold the whole chain of redirects after a form to `form-action`: shop, broker, and the method's upstream.
        headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http: https:; "
            + "frame-ancestors 'none'; base-uri 'none'"
        headers[.xContentTypeOptions] = "nosniff"
        if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "no-referrer" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
