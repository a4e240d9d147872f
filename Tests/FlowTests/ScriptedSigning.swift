import EIDJSON
import EIDMethod
import Foundation
import Synchronization

@testable import EIDProgram

/// A broker and a simulator by what they answer to `sign-file`, by verb, port and path: each time the next answer of
/// those written down; the last stays.
final class ScriptedSigning: HTTPTransport {
    private let answers: Mutex<[String: [HTTPResponse]]>
    private let calls = Mutex<[String]>([])

    /// A signing that goes well, with changes.
    init(_ changes: [String: [HTTPResponse]] = [:]) { answers = Mutex(Self.usual.merging(changes) { $1 }) }

    /// What was asked for, with cookies and bodies.
    var log: [String] { calls.withLock { $0 } }

    /// The client's side of it.
    func service(at address: String = "http://localhost:1") async throws -> SigningService {
        guard let base = URL(string: address) else { throw FlowFailure("no address") }
        return try await SigningService(base: base, client: "office", secret: "s", transport: self)
    }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let key = "\(request.verb.rawValue) \(request.url.port ?? 0)\(request.url.path)"
        let body = String(decoding: request.body, as: UTF8.self)
        let cookie = request.headers.first { $0.name == "Cookie" }.map { " [\($0.value)]" } ?? ""
        calls.withLock { $0.append("\(key)\(cookie) \(body)") }
        let answer = answers.withLock { answers -> HTTPResponse? in
            guard var list = answers[key], let first = list.first else { return nil }
            if list.count > 1 { list.removeFirst() }
            answers[key] = list
            return first
        }
        guard let answer else { throw HTTPFailure(.unreachable, "nothing at \(key)") }
        return answer
    }

    static func json(_ json: JSON, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, body: json.serialized())
    }

    static func page(_ html: String) -> HTTPResponse {
        HTTPResponse(status: 200, body: Array(html.utf8))
    }

    static func redirect(_ target: String, cookie: String? = nil) -> HTTPResponse {
        HTTPResponse(
            status: 303,
            headers: [("Location", target)]
                + (cookie.map { [("Set-Cookie", "\($0); Path=/; HttpOnly")] } ?? [])
        )
    }

    static let review = """
        <form method="post" action="/sign/s1/consent"><input type="hidden" name="csrf" value="a&amp;b">
        <input type="checkbox" name="accept" value="yes"></form><form action="/sign/s1/decline"></form>
        """

    static func status(_ word: String, error: JSON? = nil) -> HTTPResponse {
        var status: JSON = ["status": .string(word)]
        status["error"] = error
        return json(status)
    }

    private static var usual: [String: [HTTPResponse]] {
        [
            "POST 1/token": [json(["access_token": "t"])],
            "POST 1/signing/documents": [json(["id": "d1"], status: 201)],
            "POST 1/signing/transactions": [
                json(["id": "s1", "sign_url": "http://localhost:1/sign/s1"], status: 201)
            ],
            "GET 1/sign/s1": [page(review), page("signed")],
            "POST 1/sign/s1/consent": [redirect("http://localhost:2/app/a7", cookie: "eid=1")],
            "GET 2/app/a7": [page("waiting")],
            "GET 2/control/actions": [json([["id": "a6"], ["id": "a7"]])],
            "POST 2/control/actions/a7": [json(["id": "a7", "redirect": "http://localhost:1/callback/itsme?code=c"])],
            "GET 1/callback/itsme": [redirect("/sign/s1")],
            "GET 1/signing/transactions/s1": [status("completed")],
            "GET 1/signing/transactions/s1/documents/0/signed": [page("%PDF")],
            "GET 1/signing/transactions/s1/evidence": [page("{}")],
        ]
    }
}
