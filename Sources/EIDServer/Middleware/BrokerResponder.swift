import EIDBroker
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What happens to every request: checks, route, answer, headers, one line in the log.
struct BrokerResponder: HTTPResponder {
    private let table: RouteTable
    private let pages: PageRenderer
    private let limits: ServerLimits
    private let checks: RequestChecks
    private let bodies: BodyReader
    private let security: SecurityHeaders
    private let proxies: TrustedProxies
    private let accessLog: AccessLog
    private let log: Logger

    init(
        front: any FrontDoor,
        signing: (any SigningDoor)?,
        configuration: ServerConfiguration,
        log: Logger
    ) throws {
        pages = try PageRenderer(cookies: BrowserCookies(isSecure: configuration.isSecure))
        // Who begins must always find a connection, however many wait.
        let streams = EventStreams(maximum: configuration.limits.connections / 4 * 3)
        table = RouteTable(Self.routes(front, pages, streams) + Self.signingRoutes(signing, pages, streams))
        limits = configuration.limits
        checks = RequestChecks(limits: configuration.limits)
        bodies = BodyReader(limits: configuration.limits)
        security = SecurityHeaders(isSecure: configuration.isSecure)
        proxies = TrustedProxies(configuration.trustedProxies)
        accessLog = AccessLog(log: log)
        self.log = log
    }

    /// Answers one request, whatever it is.
    ///
    /// In a task of its own: what a task once needed for its calls it keeps to its end, and a connection's task lives for as
    /// long as the connection. Twenty kilobytes each would stay behind for people who only wait.
    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let id = RequestID.make(for: request, fromTrustedProxy: proxies.trusts(context.remoteAddress))
        return await ServedRequest.$id.withValue(id) {
            async let response = answer(request, context, id)
            return await response
        }
    }

    private func answer(_ request: Request, _ context: ConnectionContext, _ id: String) async -> Response {
        let start = ContinuousClock.now
        let target = request.head.path ?? ""
        let path = target.prefix { $0 != "?" }
        let match = table.match(path)
        var response: Response
        var reason: String?
        do throws(RequestRefusal) {
            try checks.check(request, body: match?.route.body ?? .form)
            guard let match else { throw .notFound }
            response = try await answer(
                request,
                match.route,
                match.captures,
                path: String(path),
                query: target.dropFirst(path.count + 1),
                id,
                from: context
            )
        } catch {
            reason = error.reason
            response = refuse(error, request, reader: match?.route.reader ?? Self.reader(ofUnknown: path), id)
            if error.endsConnection { end(&response) }
        }
        if match?.route.reader.isCrossOrigin == true { CrossOrigin.open(&response) }
        security.apply(to: &response, requestID: id)
        accessLog.write(
            verb: Self.knownVerbs.contains(request.method) ? request.method.rawValue : "other",
            route: match?.route.pattern ?? "none",
            status: response.status.code,
            duration: .now - start,
            requestID: id,
            reason: reason
        )
        return response
    }

    /// Who reads that there is nothing: below the signing interface for programs its clients, elsewhere a person.
    private static func reader(ofUnknown path: Substring) -> RouteReader {
        path.hasPrefix("/signing/") ? .program(fromAnyOrigin: false) : .person
    }

    private func answer(
        _ request: Request,
        _ route: any Route,
        _ captures: [String],
        path: String,
        query: Substring,
        _ id: String,
        from context: ConnectionContext
    ) async throws(RequestRefusal) -> Response {
        if request.method == .options, route.reader.isCrossOrigin { return CrossOrigin.preflight(route.verbs) }
        guard route.verbs.contains(request.method) else {
            throw .methodNotAllowed(route.verbs.map(\.rawValue))
        }
        let channel = context.channel
        let upload = route.body == .document ? BodyStream(request, limits: limits, on: channel) : nil
        let limit = route.body.limit(in: limits)
        let incoming = IncomingRequest(
            verb: request.method,
            path: path,
            captures: captures,
            query: query,
            headers: request.headers,
            body: upload == nil ? try await bodies.read(request, upTo: limit, on: channel) : [],
            upload: upload,
            channel: channel,
            limits: limits,
            id: id,
            browser: browser(request, from: context.remoteAddress)
        )
        var response = try await route.answer(incoming)
        if let upload {
            // What is wrong with the transfer is known here alone, whatever was made of its end.
            if let refusal = upload.refusal { throw refusal }
            if !upload.isComplete { end(&response) }
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func refuse(
        _ refusal: RequestRefusal,
        _ request: Request,
        reader: RouteReader,
        _ id: String
    ) -> Response {
        var response: Response
        switch reader {
        case .person:
            let html = pages.failure(status: refusal.status, language: browser(request).language, requestID: id)
            response = pages.response(html, status: refusal.status, hasForm: false)
        case .program:
            // RFC 6749 §5.2 knows one word for every malformed request.
            let word =
                switch refusal.status {
                case 404: "not_found"
                case 500...: "server_error"
                default: "invalid_request"
                }
            let code = refusal.code ?? word
            let body = #"{"error":"\#(code)","error_description":\#(JSONText.quoted(refusal.reason))}"#
            response = .bytes(Array(body.utf8), status: refusal.status, mediaType: "application/json")
        }
        if !refusal.allowed.isEmpty { response.headers[.allow] = refusal.allowed.joined(separator: ", ") }
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// Ends the connection behind an answer, whatever else is coming on it.
    private func end(_ response: inout Response) {
        response.headers[.connection] = "close"
        let body = response.body
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            try await body.write(writer)
            try await Task.sleep(for: ConnectionEnd.grace)
            throw ConnectionEnd()
        }
    }

    private func browser(_ request: Request, from address: String? = nil) -> BrowserContext {
        BrowserContext(
            cookies: pages.cookies.read(request.headers[values: .cookie]),
            languages: AcceptLanguage.languages(in: request.headers[.acceptLanguage]),
            countries: AcceptLanguage.countries(in: request.headers[.acceptLanguage]),
            endUser: proxies.endUser(of: request.headers, from: address)
        )
    }

    private static let knownVerbs: Set<HTTPRequest.Method> = [.get, .post, .head, .options, .put, .delete, .patch]

    private static func signingRoutes(
        _ front: (any SigningDoor)?,
        _ pages: PageRenderer,
        _ streams: EventStreams
    ) -> [any Route] {
        guard let front else { return [] }
        var routes: [any Route] = [
            DocumentUploadRoute(front: front),
            DocumentRoute(front: front),
            SigningOrderRoute(front: front),
            SigningRoute(front: front),
            SigningCancellationRoute(front: front),
            PageRoute("/sign/{id}", pages) { await front.showSigning($0, browser: $1) },
            PageEventsRoute("/sign/{id}/events", pages, streams) {
                await front.isBound(signing: $0, to: $1)
            } show: {
                await front.showSigning($0, browser: $1)
            },
            PageFormRoute("/sign/{id}/consent", pages) { await front.consent(signing: $0, form: $1, browser: $2) },
            PageFormRoute("/sign/{id}/decline", pages) { await front.declineSigning($0, form: $1, browser: $2) },
            PageFormRoute("/sign/{id}/answer", pages) { await front.answerSigning($0, form: $1, browser: $2) },
            ReviewedDocumentRoute(front: front, pages: pages, isPreview: false),
            ReviewedDocumentRoute(front: front, pages: pages, isPreview: true),
        ]
        routes += DownloadRoute.Result.allCases.map { DownloadRoute(result: $0, front: front, pages: pages) }
        return routes
    }

    private static func routes(_ front: any FrontDoor, _ pages: PageRenderer, _ streams: EventStreams) -> [any Route] {
        var routes: [any Route] = [
            AuthorizeRoute(front: front, pages: pages),
            CallbackRoute(front: front, pages: pages),
            PageRoute("/transaction/{id}", pages) { await front.show(transaction: $0, browser: $1) },
            PageRoute("/transaction/{id}/methods", pages) { await front.showMethods(transaction: $0, browser: $1) },
            PageEventsRoute("/transaction/{id}/events", pages, streams) {
                await front.isBound(transaction: $0, to: $1)
            } show: {
                await front.show(transaction: $0, browser: $1)
            },
            PageFormRoute("/transaction/{id}/method", pages) {
                await front.choose(transaction: $0, form: $1, browser: $2)
            },
            PageFormRoute("/transaction/{id}/answer", pages) {
                await front.answer(transaction: $0, form: $1, browser: $2)
            },
            PageFormRoute("/transaction/{id}/cancel", pages) {
                await front.cancel(transaction: $0, form: $1, browser: $2)
            },
            TokenRoute(front: front),
            UserInfoRoute(front: front),
            RevocationRoute(front: front),
            DiscoveryRoute(document: .configuration, front: front),
            DiscoveryRoute(document: .keys, front: front),
            DiscoveryRoute(document: .methodKeys, front: front),
            HealthRoute(question: .live, front: front),
            HealthRoute(question: .ready, front: front),
            MethodHealthRoute(front: front),
            SealHealthRoute(front: front),
            MethodStyleRoute(front.methodColours),
            MethodLogoRoute(front.methodLogos),
        ]
        routes += StaticRoute.Asset.allCases.map { StaticRoute(asset: $0) }
        return routes
    }
}
