import EIDJSON
import EIDMethod
import FoundationEssentials

/// A person who consents on the broker's pages and approves whatever the simulator's app shows, through its control API.
struct ScriptedPerson {
    let service: SigningService
    /// Whom the simulator takes; its own choice without.
    let persona: String?

    /// Walks from the review page to the end of a signing; throws unless it is completed.
    func sign(_ id: String, at signURL: String, with method: String) async throws {
        guard let start = URL(string: signURL) else { throw SigningTrouble("The broker's address for people is none.") }
        var browser = LoopbackBrowser(transport: service.transport)
        var page = try await browser.open(start)
        guard let consent = page.form(to: "/consent") else {
            throw SigningTrouble("The review page at \(page.url.path) asks for no consent (status \(page.status)).")
        }
        page = try await browser.submit(consent, on: page, with: [("accept", "yes"), ("method", method)])
        let broker = LoopbackBrowser.origin(start)
        for _ in 0..<100 {
            if LoopbackBrowser.origin(page.url) != broker {
                page = try await browser.open(try await approve(page))
                continue
            }
            if try await isCompleted(id) { return }
            let forms = PageForm.all(in: page.body)
            if let onward = forms.first(where: { $0.action.contains("://") && !$0.action.hasPrefix(broker) }) {
                page = try await browser.submit(onward, on: page, with: [])
            } else {
                try await Task.sleep(for: .milliseconds(100))
                page = try await browser.open(start)
            }
        }
        throw SigningTrouble("The signing does not come to an end; the person is at \(page.url.path).")
    }

    private func isCompleted(_ id: String) async throws -> Bool {
        let status = try await service.status(id)
        switch try status.requireString("status") {
        case "completed": return true
        case "declined", "cancelled", "expired", "failed":
            let word = try status.requireString("status")
            let error = status["error"]
            let reason = [error?["code"]?.string, error?["description"]?.string].compactMap { $0 }
            throw SigningTrouble(([word] + reason).joined(separator: ": "))
        default: return false
        }
    }

    /// Approves the action that a page of the simulator shows, and says where the browser goes then.
    func approve(_ page: LoopbackBrowser.Page) async throws -> URL {
        let control = LoopbackBrowser.origin(page.url) + "/control/actions"
        let actions = try await call(.get, control).elements ?? []
        let shown =
            actions.compactMap { $0["id"]?.string }.first { page.url.absoluteString.contains($0) }
            ?? actions.compactMap { $0["id"]?.string }.first { page.body.contains($0) }
        guard let shown else {
            throw SigningTrouble("The simulator shows nothing to approve at \(page.url.path) (status \(page.status)).")
        }
        var wish: JSON = ["do": "approve"]
        wish["persona"] = persona.map { .string($0) }
        let answer = try await call(.post, "\(control)/\(shown)", wish.serialized())
        guard let target = answer["redirect"]?.string, let url = URL(string: target) else {
            throw SigningTrouble(
                "The simulator does not let the person approve: \(answer["problem"]?.string ?? "no way back")."
            )
        }
        return url
    }

    private func call(_ verb: HTTPRequest.Verb, _ address: String, _ body: [UInt8] = []) async throws -> JSONValue {
        guard let url = URL(string: address) else { throw SigningTrouble("\(address) is no address.") }
        try LoopbackBrowser.staysHere(url)
        let headers = body.isEmpty ? [] : [(name: "Content-Type", value: "application/json")]
        let limits = HTTPLimits(time: .seconds(30), bodyBytes: 16 << 20)
        let answer = try await service.transport.send(
            HTTPRequest(verb, url, headers: headers, body: body, limits: limits)
        )
        guard answer.status == 200 else {
            let why = (try? JSONValue.parse(answer.body))?["error"]?.string.map { ": \($0)" } ?? ""
            throw SigningTrouble("The simulator's control API answers with status \(answer.status)\(why).")
        }
        return try JSONValue.parse(answer.body, limits: JSONLimits(maximumBytes: 16 << 20))
    }
}
