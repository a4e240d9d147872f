import EIDJSON
import EIDMethod
import Foundation
import Synchronization
import Testing

@testable import eid_broker

/// What `sign-file` does with the answers of a broker and a simulator.
@Suite struct SignFileTests {
    /// Answers by verb and path, each time the next one of those written down; the last stays.
    private final class Stage: HTTPTransport {
        private let answers: Mutex<[String: [HTTPResponse]]>
        private let calls = Mutex<[String]>([])

        init(_ answers: [String: [HTTPResponse]]) { self.answers = Mutex(answers) }

        var log: [String] { calls.withLock { $0 } }

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
    }

    private static func json(_ json: JSON, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, body: json.serialized())
    }

    private static func page(_ html: String) -> HTTPResponse {
        HTTPResponse(status: 200, body: Array(html.utf8))
    }

    private static func redirect(_ target: String, cookie: String? = nil) -> HTTPResponse {
        HTTPResponse(
            status: 303,
            headers: [("Location", target)]
                + (cookie.map { [("Set-Cookie", "\($0); Path=/; HttpOnly")] } ?? [])
        )
    }

    private static let review = """
        <form method="post" action="/sign/s1/consent"><input type="hidden" name="csrf" value="a&amp;b">
        <input type="checkbox" name="accept" value="yes"></form><form action="/sign/s1/decline"></form>
        """

    private static func status(_ word: String, error: JSON? = nil) -> HTTPResponse {
        var status: JSON = ["status": .string(word)]
        status["error"] = error
        return json(status)
    }

    private func stage(_ changes: [String: [HTTPResponse]] = [:]) -> Stage {
        let usual: [String: [HTTPResponse]] = [
            "POST 1/token": [Self.json(["access_token": "t"])],
            "GET 1/sign/s1": [Self.page(Self.review), Self.page("signed")],
            "POST 1/sign/s1/consent": [Self.redirect("http://localhost:2/app/a7", cookie: "eid=1")],
            "GET 2/app/a7": [Self.page("waiting")],
            "GET 2/control/actions": [Self.json([["id": "a6"], ["id": "a7"]])],
            "POST 2/control/actions/a7": [
                Self.json(["id": "a7", "redirect": "http://localhost:1/callback/itsme?code=c"])
            ],
            "GET 1/callback/itsme": [Self.redirect("/sign/s1")],
            "GET 1/signing/transactions/s1": [Self.status("completed")],
        ]
        return Stage(usual.merging(changes) { $1 })
    }

    private func service(_ stage: Stage) async throws -> SigningService {
        let base = try #require(URL(string: "http://localhost:1"))
        return try await SigningService(base: base, client: "office", secret: "s", transport: stage)
    }

    private func sign(_ stage: Stage) async throws {
        try await ScriptedPerson(service: service(stage), persona: "saar")
            .sign("s1", at: "http://localhost:1/sign/s1", with: "itsme")
    }

    @Test func thePersonConsentsAndApprovesWhatTheAppShows() async throws {
        let stage = stage()
        try await sign(stage)
        #expect(stage.log.contains("POST 1/sign/s1/consent csrf=a%26b&accept=yes&method=itsme"))
        #expect(stage.log.contains(#"POST 2/control/actions/a7 {"do":"approve","persona":"saar"}"#))
        // The cookie goes back to the broker and never to the simulator.
        #expect(stage.log.contains { $0.hasPrefix("GET 1/callback/itsme [eid=1]") })
        #expect(!stage.log.contains { $0.hasPrefix("GET 2") && $0.contains("[") })
    }

    @Test func aRefusalOfTheBrokerIsToldInItsWords() async throws {
        let refusal: JSON = [
            "error": "document_encrypted", "error_description": "The document is encrypted.",
        ]
        let stage = stage(["POST 1/signing/transactions": [Self.json(refusal, status: 422)]])
        let service = try await service(stage)
        let trouble = await #expect(throws: SigningTrouble.self) {
            _ = try await service.create(["level": "qes"])
        }
        #expect(trouble?.description == "document_encrypted: The document is encrypted.")
    }

    @Test func aSigningThatFailsSaysWhy() async throws {
        let error: JSON = [
            "code": "certificate_revoked", "description": "The certificate was revoked.",
        ]
        let stage = stage(["GET 1/signing/transactions/s1": [Self.status("failed", error: error)]])
        let trouble = await #expect(throws: SigningTrouble.self) { try await sign(stage) }
        #expect(trouble?.description == "failed: certificate_revoked: The certificate was revoked.")
    }

    @Test func aPersonWhoMayNotApproveEndsIt() async throws {
        let answer = Self.json(["id": "a7", "problem": "test_account"])
        let trouble = await #expect(throws: SigningTrouble.self) {
            try await sign(stage(["POST 2/control/actions/a7": [answer]]))
        }
        #expect(trouble?.description.contains("test_account") == true)
    }

    @Test func aPageWithoutConsentEndsIt() async throws {
        let trouble = await #expect(throws: SigningTrouble.self) {
            try await sign(stage(["GET 1/sign/s1": [Self.page("This signing is over.")]]))
        }
        #expect(trouble?.description.contains("asks for no consent") == true)
    }

    @Test func pagesThatSendEachOtherInCirclesEnd() async throws {
        let circle = Self.redirect("http://localhost:1/sign/s1")
        let trouble = await #expect(throws: SigningTrouble.self) {
            try await sign(stage(["GET 1/sign/s1": [circle]]))
        }
        #expect(trouble?.description.contains("circles") == true)
    }

    @Test func onlyHiddenFieldsAreTakenFromForms() {
        let forms = PageForm.all(in: Self.review)
        #expect(forms.map(\.action) == ["/sign/s1/consent", "/sign/s1/decline"])
        #expect(forms.first?.fields.map(\.name) == ["csrf"])
        #expect(forms.first?.fields.map(\.value) == ["a&b"])
    }
}
