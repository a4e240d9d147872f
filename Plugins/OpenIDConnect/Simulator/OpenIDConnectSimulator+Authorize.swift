import EIDJOSE
import EIDJSON
import EIDSimulator
import Synchronization

extension OpenIDConnectSimulator {
    private var requestCheck: RequestCheck {
        let keys = desk.withLock { [$0.keys.encryption, $0.foreign.encryption] }
        return RequestCheck(profile: profile, decryption: keys, now: now)
    }

    /// `POST /par`: a client that proves itself leaves a request.
    func push(_ request: SimulatorRequest) -> SimulatorResponse {
        do {
            guard desk.withLock({ $0.fault }) != .pushRefused else {
                throw RequestRefusal("invalid_request", "refused by a fault")
            }
            guard var form = request.formFields, form.doubled == nil else {
                throw RequestRefusal("invalid_request", "this is no form")
            }
            try proveClient(request, form)
            guard form["request_uri"] == nil else {
                throw RequestRefusal("invalid_request", "a reference cannot be pushed")
            }
            form.all.removeAll { ["client_secret", "client_assertion", "client_assertion_type"].contains($0.name) }
            let parameters = try requestCheck.parameters(in: form)
            guard requestCheck.isAddressed(parameters) else {
                throw RequestRefusal("invalid_request", "the request is another client's")
            }
            _ = try requestCheck.inquiry(parameters)
            let answer: JSON = desk.withLock { desk in
                let reference = "urn:ietf:params:oauth:request_uri:" + desk.random.text(32)
                desk.pushed[reference] = parameters
                guard desk.fault != .pushWithoutReference else { return ["expires_in": 60] }
                return ["request_uri": .string(reference), "expires_in": 60]
            }
            return .json(201, answer)
        } catch {
            return answer(to: refused(error))
        }
    }

    /// `GET /authorize`: on to the page on which the person decides.
    func authorize(_ request: SimulatorRequest) -> SimulatorResponse {
        var parameters: JSONValue?
        do {
            guard let fields = request.queryFields else { throw RequestRefusal("invalid_request", "a broken query") }
            let found = try given(fields)
            parameters = found
            guard requestCheck.isAddressed(found) else {
                throw RequestRefusal("invalid_request", "client or redirect URI is not known")
            }
            let inquiry = try requestCheck.inquiry(found)
            if let since = session(for: inquiry) { return approved(inquiry, at: since) }
            let id = desk.withLock { desk in
                let id = desk.random.text(24)
                desk.inquiries[id] = inquiry
                return id
            }
            return .redirect(to: "\(basePath)/person/\(id)", status: 303)
        } catch {
            let refusal = refused(error)
            guard let parameters, requestCheck.isAddressed(parameters), let state = parameters["state"]?.string else {
                return .plain(400, "\(refusal.error): \(refusal.reason)\n")
            }
            return back([("error", refusal.error), ("error_description", refusal.reason)], state: state)
        }
    }

    private func given(_ fields: FormFields) throws -> JSONValue {
        guard let reference = fields["request_uri"] else {
            guard !profile.demandsPushedRequests else {
                throw RequestRefusal("invalid_request", "the request must be pushed")
            }
            return try requestCheck.parameters(in: fields)
        }
        guard fields.all.count == 2, fields["client_id"] == profile.clientID,
            let pushed = desk.withLock({ $0.pushed.removeValue(forKey: reference) })
        else { throw RequestRefusal("invalid_request_uri", "the reference is unknown, used or another client's") }
        return pushed
    }

    /// The page on which the person decides.
    func page(_ id: String) -> SimulatorResponse {
        guard desk.withLock({ $0.inquiries[id] }) != nil else { return .plain(404, "Nobody is asked anything.\n") }
        let buttons = ["approve", "decline", "cancel", "ignore"].map {
            HTML.button($0, action: "\(basePath)/person/\(id)", fields: [("decision", $0)])
        }
        return .page(
            200,
            HTML.page(
                language: "en",
                title: "OpenID Provider simulator",
                banner: "This is a simulator.",
                stylesheet: SimulatorStylesheet.path,
                main: "<h1>Tell \(HTML.escape(profile.clientID)) who you are?</h1>" + buttons.joined()
            )
        )
    }

    /// What the person decides, once.
    func decide(_ id: String, _ request: SimulatorRequest) -> SimulatorResponse {
        guard let decision = request.formFields?["decision"],
            ["approve", "decline", "cancel", "ignore"].contains(decision),
            let inquiry = desk.withLock({ $0.inquiries.removeValue(forKey: id) })
        else { return .plain(400, "Decide, once.\n") }
        switch decision {
        case "approve":
            desk.withLock { $0.session = now }
            return approved(inquiry, at: now)
        case "decline": return back([("error", "access_denied")], state: inquiry.state)
        case "cancel": return back([("error", profile.cancelError)], state: inquiry.state)
        default: return back([("error", profile.timeoutError)], state: inquiry.state)
        }
    }

    /// When the person approved earlier, where that will do.
    private func session(for inquiry: Inquiry) -> Int64? {
        let (session, fault) = desk.withLock { ($0.session, $0.fault) }
        guard profile.keepsSession, let session else { return nil }
        guard fault != .ignoredFreshness else { return session }
        guard !inquiry.asksAnew, inquiry.maximumAge.map({ session >= now - $0 }) ?? true else { return nil }
        return session
    }

    private func approved(_ inquiry: Inquiry, at time: Int64) -> SimulatorResponse {
        var inquiry = inquiry
        inquiry.authenticated = time
        let code = desk.withLock { desk in
            let code = desk.random.text(32)
            desk.codes[code] = inquiry
            desk.issued.append(code)
            return code
        }
        return back([("code", code)], state: inquiry.state)
    }

    private func back(_ fields: [(String, String)], state: String) -> SimulatorResponse {
        let issuer = profile.announcesIssuer ? [("iss", profile.issuer)] : []
        let answer = FormFields((fields + [("state", state)] + issuer).map { (name: $0.0, value: $0.1) })
        return .redirect(to: "\(profile.redirectURI)?\(answer.encoded)", status: 303)
    }
}
