import EIDBroker
import EIDMethod
import Testing

@testable import EIDServer

/// Clients that wait for `100 Continue` before they send a body (RFC 9110 §10.1.1).
@Suite struct ExpectationTests {
    static let continued = "HTTP/1.1 100 Continue\r\n\r\n"
    private static let form = "grant_type=authorization_code"

    private static func head(
        _ target: String,
        _ type: String = "application/x-www-form-urlencoded",
        length: Int = form.utf8.count,
        version: String = "1.1",
        expects: String = "100-continue"
    ) -> String {
        """
        POST \(target) HTTP/\(version)\r
        Host: broker.example\r
        Connection: close\r
        Content-Type: \(type)\r
        Content-Length: \(length)\r
        Expect: \(expects)\r
        \r

        """
    }

    @Test("Who waits for it before a form is told to go on", arguments: ["100-continue", "100-Continue"])
    func form(expects: String) async throws {
        let front = ScriptedFront()
        let (first, answer) = try await RunningServer.with(front) { wire, _ in
            try await wire.wait(Self.head("/token", expects: expects), then: Self.form)
        }
        #expect(first == Self.continued)
        #expect(answer.status == 200 && answer.count == 1)
        #expect(front.calls.first?.fields.first?.value == "authorization_code")
    }

    @Test("Who waits for it before a document is told to go on, once")
    func document() async throws {
        let document = String(repeating: "%PDF-1.7 ", count: 20_000)
        let (first, answer) = try await RunningServer.with { wire, _ in
            try await wire.wait(
                Self.head("/signing/documents?name=a.pdf", "application/pdf", length: document.utf8.count),
                then: document
            )
        }
        #expect(first == Self.continued)
        #expect(answer.status == 201 && answer.count == 1, "\(answer)")
        #expect(answer.body == #"{"size":180000}"#)
    }

    @Test(
        "Who is refused is not told to go on",
        arguments: [
            (head("/token", length: 10_000_000), 413), (head("/nowhere"), 404), (head("/jwks.json"), 405),
            (head("/signing/documents", "multipart/form-data"), 415),
        ]
    )
    func refused(head: String, status: Int) async throws {
        let answer = try await RunningServer.with { wire, _ in try await wire.raw(Array(head.utf8)) }
        #expect(answer.status == status && answer.count == 1)
    }

    @Test("A client that may not upload is not told to send its document")
    func unauthorized() async throws {
        let front = ScriptedFront(upload: { _ in BackchannelAnswer(status: 401) })
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.raw(Array(Self.head("/signing/documents", "application/pdf", length: 2_000_000).utf8))
        }
        #expect(answer.status == 401 && answer.count == 1)
    }

    @Test("Nobody else is told", arguments: [head("/token", version: "1.0"), head("/token", expects: "other")])
    func nobodyElse(head: String) async throws {
        let answer = try await RunningServer.with { wire, _ in try await wire.raw(Array((head + Self.form).utf8)) }
        #expect(answer.status == 200 && answer.count == 1)
    }
}
