import EIDBroker
import Testing

@testable import EIDServer

/// Security requirement 9: what no honest browser or client sends gets 400 everywhere, and the core never sees it.
@Suite struct RefusedInputTests {
    static let inputs = [
        "a duplicate": "state=a&state=b",
        "a duplicate under another encoding": "state=a&st%61te=b",
        "invalid UTF-8": "state=%ff%fe",
        "an overlong encoding": "state=%c0%af",
        "NUL": "state=a%00b",
        "CR LF": "state=a%0d%0ab",
        "LF in a name": "st%0aate=a",
        "a broken escape": "state=%2",
        "a nameless parameter": "=a",
    ]

    @Test("In a query for people", arguments: inputs.keys.sorted(), ["/authorize", "/callback/toy"])
    func query(input: String, path: String) async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.send("GET", "\(path)?\(Self.inputs[input] ?? "")")
        }
        #expect(answer.status == 400)
        #expect(answer["content-type"]?.hasPrefix("text/html") == true)
        #expect(answer.body.contains(try #require(answer["x-request-id"])))
        #expect(front.calls.isEmpty)
    }

    @Test(
        "In a form for people",
        arguments: inputs.keys.sorted(),
        [
            "/authorize", "/callback/toy", "/transaction/t1/method", "/transaction/t1/answer", "/transaction/t1/cancel",
            "/sign/s1/consent", "/sign/s1/decline", "/sign/s1/answer",
        ]
    )
    func pageForm(input: String, path: String) async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.post(path, Self.inputs[input] ?? "")
        }
        #expect(answer.status == 400)
        #expect(answer["content-type"]?.hasPrefix("text/html") == true)
        #expect(front.calls.isEmpty)
    }

    @Test("In a form for programs", arguments: inputs.keys.sorted(), ["/token", "/userinfo", "/revoke"])
    func programForm(input: String, path: String) async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.post(path, Self.inputs[input] ?? "")
        }
        #expect(answer.status == 400)
        #expect(answer["content-type"] == "application/json")
        #expect(answer["cache-control"] == "no-store")
        #expect(answer.body.contains(#""error":"invalid_request""#))
        #expect(front.calls.isEmpty)
    }

    @Test(
        "In a path",
        arguments: [
            "/transaction/%00", "/transaction/a%2Fb", "/transaction/", "/transaction/..", "/callback/a%20b",
            "/authorize/",
            "//authorize", "/./authorize", "/AUTHORIZE", "/assets/../jwks.json", "/assets/%2e%2e/secret",
            "/methods/x/jwks.json", "/sign/", "/sign/%2e", "/sign/s1/documents/..", "/sign/s1/documents/a%2Fb",
            "/signing/documents/..", "/signing/transactions/s1/documents/%00/signed", "/signing/transactions/",
        ]
    )
    func path(_ target: String) async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in try await wire.send("GET", target) }
        #expect(answer.status == 404)
        #expect(front.calls.isEmpty)
    }

    @Test("Raw bytes in a request line", arguments: ["/authorize?a=\u{e9}", "/auth\u{7f}orize"])
    func rawBytes(target: String) async throws {
        let answer = try await RunningServer.with { wire, _ in try await wire.send("GET", target) }
        #expect(answer.status == 400)
    }

    @Test("Two Authorization fields")
    func twoAuthorizations() async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.post(
                "/token",
                "a=b",
                headers: [("Authorization", "Basic YTpi"), ("Authorization", "Basic Yzpk")]
            )
        }
        #expect(answer.status == 400)
        #expect(front.calls.isEmpty)
    }

    @Test("A cookie given twice counts as absent")
    func twoCookies() async throws {
        let front = ScriptedFront()
        _ = try await RunningServer.with(front) { wire, _ in
            try await wire.send(
                "GET",
                "/transaction/t1",
                headers: [("Cookie", "eid-t1=a; eid-t2=b; eid-t1=c; other=d")]
            )
        }
        #expect(front.calls.first?.browser.cookies == ["eid-t2": "b"])
    }

    @Test("Where the issuer is https, a cookie without __Host- counts as absent")
    func plainCookie() async throws {
        let front = ScriptedFront()
        _ = try await RunningServer.with(front, issuer: "https://broker.example") { wire, _ in
            try await wire.send("GET", "/transaction/t1", headers: [("Cookie", "eid-t1=planted; __Host-eid-t2=b")])
        }
        #expect(front.calls.first?.browser.cookies == ["eid-t2": "b"])
    }
}
