import EIDJOSE
import EIDJSON
public import EIDSimulator
import Synchronization

/// The pigeon post: a page on which the person decides, and a counter where letters are fetched.
public final class TemplateSimulator: UpstreamSimulator {
    private struct Post {
        var letters: [String: [String: String]] = [:]
        var fault: TemplateFault?
        var random: SeededRandom
    }

    private let issuer: String
    private let clientID: String
    private let clientSecret: String
    private let callbackURL: String
    private let clock: SimulatorClock
    private let post: Mutex<Post>

    /// A pigeon post with one client.
    public init(
        issuer: String,
        clientID: String,
        clientSecret: String,
        callbackURL: String,
        clock: SimulatorClock,
        seed: UInt64 = 1
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.callbackURL = callbackURL
        self.clock = clock
        post = Mutex(Post(random: SeededRandom(seed: seed)))
    }

    /// Makes it misbehave from now on.
    public func inject(_ fault: TemplateFault?) { post.withLock { $0.fault = fault } }

    /// Answers one request.
    public func respond(to request: SimulatorRequest) async -> SimulatorResponse {
        switch (request.method, request.path) {
        case ("GET", "/fly"): page(request)
        case ("POST", "/fly"): decide(request)
        case ("POST", "/letter"): letter(request)
        case ("GET", SimulatorStylesheet.path): .document(200, type: "text/css", SimulatorStylesheet.text.utf8)
        default: .plain(404, "No pigeon has ever been here.\n")
        }
    }

    /// The form that the browser shows; the decision goes back to the same URL.
    private func page(_ request: SimulatorRequest) -> SimulatorResponse {
        guard let query = request.queryFields, isKnown(query) else {
            return .plain(400, "We do not know this client.\n")
        }
        let buttons = ["approve", "refuse", "stop", "ignore"].map {
            HTML.button($0, action: "/fly?\(request.query)", fields: [("decision", $0)])
        }
        return .page(
            200,
            HTML.page(
                language: "en",
                title: "Pigeon post simulator",
                banner: "This is a simulator.",
                stylesheet: SimulatorStylesheet.path,
                main: "<h1>Send a letter to \(HTML.escape(clientID))?</h1>" + buttons.joined()
            )
        )
    }

    private func decide(_ request: SimulatorRequest) -> SimulatorResponse {
        guard let query = request.queryFields, isKnown(query), query.doubled == nil, let form = request.formFields,
            let state = query["state"], let nonce = query["nonce"], nonce.utf8.count >= 16
        else { return .plain(400, "We do not understand this flight.\n") }
        var answer = FormFields()
        switch form["decision"] {
        case "approve":
            let code = post.withLock { post in
                let code = post.random.text(32)
                post.letters[code] = ["nonce": nonce, "level": query["level"] ?? "ring"]
                return code
            }
            answer.all.append(("code", code))
        case "refuse": answer.all.append(("error", "refused"))
        case "stop": answer.all.append(("error", "stopped"))
        case "ignore": answer.all.append(("error", "lost"))
        default: return .plain(400, "Decide.\n")
        }
        answer.all.append(("state", state))
        return .redirect(to: "\(callbackURL)?\(answer.encoded)", status: 303)
    }

    private func letter(_ request: SimulatorRequest) -> SimulatorResponse {
        guard let form = try? JSONValue.parse(request.body) else { return .plain(400, "Not a slip.\n") }
        guard form["client"]?.string == clientID, form["secret"]?.string == clientSecret else {
            return .plain(401, "We do not know you.\n")
        }
        let (grant, fault) = post.withLock { post in
            (form["code"]?.string.flatMap { post.letters.removeValue(forKey: $0) }, post.fault)
        }
        guard let grant else { return .plain(400, "There is no such letter.\n") }
        let letter = TemplateLetter(issuer: issuer, clientID: clientID, written: Int64(clock.seconds), grant: grant)
        guard let sealed = try? letter.sealed(with: clientSecret, fault) else { return .plain(500, "Out of wax.\n") }
        return .document(200, type: "application/jose", sealed.utf8)
    }

    private func isKnown(_ query: FormFields) -> Bool {
        query["client"] == clientID && query["return"] == callbackURL
    }
}
