import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

/// A browser and a client, as far as a broker can tell.
extension BrokerBench {
    /// What an honest request of `shop` has.
    static let request: [String: String] = [
        "client_id": "shop", "redirect_uri": "https://shop.example/cb", "response_type": "code",
        "scope": "openid profile", "state": "s t&=%/é", "nonce": "n-1", "code_challenge": challenge,
        "code_challenge_method": "S256",
    ]

    /// An honest request of `bank`.
    static let bankRequest = request.merging(
        ["client_id": "bank", "redirect_uri": "https://bank.example/cb", "scope": "openid"]
    ) { $1 }

    static func parameters(_ fields: [String: String], limit: Int = 16 * 1024) throws -> RequestParameters {
        func encoded(_ text: String) -> String {
            text.utf8.map { "%" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        return try RequestParameters(
            decoding: fields.sorted { $0.key < $1.key }.map { "\(encoded($0.key))=\(encoded($0.value))" }
                .joined(separator: "&"),
            limit: limit
        )
    }

    /// The form of a question, with what a person typed.
    static func form(_ page: PromptPage, _ text: String) throws -> RequestParameters {
        try parameters(["csrf": page.frame.csrf, "question": page.question, "text": text])
    }

    func authorize(_ changes: [String: String?] = [:], from base: [String: String] = request) async throws -> FlowAnswer
    {
        var fields = base
        for (name, value) in changes { fields[name] = value }
        return await authorize(try Self.parameters(fields))
    }

    /// Follows to the page of the transaction, and keeps the cookie that came on the way.
    func authorize(
        _ parameters: RequestParameters,
        browser: BrowserContext = BrowserContext()
    ) async -> FlowAnswer {
        let answer = await broker.authorize(parameters, browser: browser)
        guard let id = answer.transactionPage, let cookie = answer.cookie else { return answer }
        let returning = BrowserContext(
            cookies: browser.cookies.merging([cookie.name: cookie.value]) { $1 },
            languages: browser.languages,
            countries: browser.countries,
            endUser: browser.endUser
        )
        let shown =
            answer.isChooser
            ? await broker.showMethods(transaction: id, browser: returning)
            : await broker.show(transaction: id, browser: returning)
        switch shown {
        case .redirect(let target, nil): return .redirect(to: target, cookie: cookie)
        case .formPost(let target, let fields, nil): return .formPost(to: target, fields: fields, cookie: cookie)
        case .page(let page, let status, nil): return .page(page, status: status, cookie: cookie)
        case let other: return other
        }
    }

    /// A transaction that waits for its callback: the browser with its cookie, and the upstream's `state`.
    struct Started: Sendable {
        var browser: BrowserContext
        let state: String
        var id: String { String(state.prefix(22)) }
    }

    func start(_ changes: [String: String?] = [:], from base: [String: String] = request) async throws -> Started {
        let answer = try await authorize(changes, from: base)
        let cookie = try #require(answer.cookie)
        let state = try #require(script.now.requests.last?.callbackState)
        return Started(browser: BrowserContext(cookies: [cookie.name: cookie.value]), state: state)
    }

    func callback(_ started: Started, browser: BrowserContext? = nil) async throws -> FlowAnswer {
        await broker.callback(
            method: "toy",
            try Self.parameters(["state": started.state, "code": "upstream"]),
            browser: browser ?? started.browser
        )
    }

    /// A whole sign-in up to the code.
    func code(_ changes: [String: String?] = [:], from base: [String: String] = request) async throws -> String {
        let answer = try await callback(start(changes, from: base))
        return try #require(try answer.query["code"], "a code, not \(answer)")
    }

    static let basic = "Basic " + Base64.encode(Array("shop:\(secret)".utf8))

    func redeem(
        _ code: String,
        _ changes: [String: String?] = [:],
        authorization: String? = basic
    ) async throws -> BackchannelAnswer {
        var form = [
            "grant_type": "authorization_code", "code": code, "redirect_uri": "https://shop.example/cb",
            "code_verifier": Self.verifier,
        ]
        for (name, value) in changes { form[name] = value }
        return await broker.token(form: try Self.parameters(form), authorization: authorization)
    }

    func redeemAsBank(_ code: String) async throws -> BackchannelAnswer {
        try await redeem(
            code,
            ["client_id": "bank", "client_secret": Self.secret, "redirect_uri": "https://bank.example/cb"],
            authorization: nil
        )
    }

    /// The ID token's claims, verified with the published keys.
    func idToken(_ answer: BackchannelAnswer) throws -> JSONValue {
        let token = try answer.json.requireString("id_token")
        let keys = try JWKSet(parsing: JSONValue.parse(broker.keySet))
        return try JSONValue.parse(
            JWSVerifier(keys: keys, algorithms: [.es256, .rs256, .edDSA]).verify(token).payload
        )
    }

    func userInfo(_ token: BackchannelAnswer) async throws -> JSONValue {
        let access = try token.json.requireString("access_token")
        let answer = await broker.userInfo(authorization: "Bearer \(access)", form: nil)
        #expect(answer.status == 200)
        return try answer.json
    }

    /// A whole sign-in of `shop`, and what UserInfo says in the end.
    func userInfo(_ changes: [String: String?]) async throws -> JSONValue {
        try await userInfo(redeem(code(changes)))
    }
}

extension BackchannelAnswer {
    var json: JSONValue { get throws { try JSONValue.parse(body, limits: JSONLimits(maximumBytes: 1 << 20)) } }
    var error: String? { (try? json)?["error"]?.string }
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

extension FlowAnswer {
    var cookie: FlowCookie? {
        switch self {
        case .redirect(_, let cookie), .formPost(_, _, let cookie), .page(_, _, let cookie): cookie
        }
    }

    /// The transaction to one of whose pages the browser is sent.
    var transactionPage: String? {
        guard let location, location.hasPrefix("/transaction/") else { return nil }
        return String(location.dropFirst("/transaction/".count).prefix { $0 != "/" })
    }

    /// Whether that is the page of the methods.
    var isChooser: Bool { location?.hasSuffix("/methods") == true }

    var location: String? { if case .redirect(let location, _) = self { location } else { nil } }

    /// The parameters of a redirect; fails on a doubled one.
    var query: RequestParameters {
        get throws {
            let location = try #require(location, "a redirect, not \(self)")
            return try RequestParameters(decoding: String(location.drop { $0 != "?" }.dropFirst()))
        }
    }

    /// The catalogue's code and the status of an error page.
    var errorPage: (code: String, status: Int, page: ErrorPage)? {
        if case .page(.error(let page), let status, _) = self { (page.code, status, page) } else { nil }
    }
}
