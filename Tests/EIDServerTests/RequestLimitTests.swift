import Testing

@testable import EIDServer

/// Security requirement 20: what is too large or too slow.
@Suite struct RequestLimitTests {
    @Test("A body announced as too large is refused before it is read")
    func announcedBody() async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.raw(
                Array(
                    """
                    POST /token HTTP/1.1\r\nHost: b\r\nContent-Type: application/x-www-form-urlencoded\r
                    Content-Length: 10000000\r\n\r\ncode=
                    """.utf8
                )
            )
        }
        #expect(answer.status == 413)
        #expect(answer["content-type"] == "application/json")
        #expect(front.calls.isEmpty)
    }

    @Test("A chunked body that grows too large is refused", arguments: ["/token", "/authorize"])
    func chunkedBody(target: String) async throws {
        let front = ScriptedFront()
        let chunk = "1000\r\n" + String(repeating: "a", count: 4096) + "\r\n"
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.raw(
                Array(
                    ("""
                    POST \(target) HTTP/1.1\r\nHost: b\r\nContent-Type: application/x-www-form-urlencoded\r
                    Transfer-Encoding: chunked\r\n\r\n
                    """ + String(repeating: chunk, count: 40) + "0\r\n\r\n").utf8
                )
            )
        }
        #expect(answer.status == 413)
        #expect(front.calls.isEmpty)
    }

    @Test("A body of 60 KiB is taken")
    func largeBody() async throws {
        let answer = try await RunningServer.with { wire, _ in
            try await wire.post("/token", "a=" + String(repeating: "b", count: 60 * 1024))
        }
        #expect(answer.status == 200)
    }

    @Test("A body that arrives too slowly is refused")
    func slowBody() async throws {
        let limits = ServerLimits(bodyTime: .milliseconds(150))
        let answer = try await RunningServer.with(limits: limits) { wire, _ in
            try await wire.raw(
                Array(
                    """
                    POST /token HTTP/1.1\r\nHost: b\r\nContent-Type: application/x-www-form-urlencoded\r
                    Content-Length: 100\r\n\r\ncode=
                    """.utf8
                )
            )
        }
        #expect(answer.status == 408)
    }

    @Test("Header fields above the limit get 431", arguments: [1, 40])
    func headers(fields: Int) async throws {
        let value = String(repeating: "x", count: 20_000 / fields)
        let answer = try await RunningServer.with { wire, _ in
            try await wire.send("GET", "/authorize", headers: (0..<fields).map { ("X-Large-\($0)", value) })
        }
        #expect(answer.status == 431)
    }

    @Test("Header fields beyond what the decoder takes get a client error, and the server lives", arguments: [1, 100])
    func hugeHeaders(fields: Int) async throws {
        let value = String(repeating: "x", count: 400_000 / fields)
        let (refused, next) = try await RunningServer.with { wire, _ in
            (
                try await wire.send("GET", "/authorize", headers: (0..<fields).map { ("X-Large-\($0)", value) }),
                try await wire.send("GET", "/health/live")
            )
        }
        #expect(refused.status == 400 || refused.status == 431)
        #expect(next.status == 200)
    }

    @Test("An address above the limit gets 414")
    func target() async throws {
        let answer = try await RunningServer.with { wire, _ in
            try await wire.send("GET", "/authorize?state=" + String(repeating: "x", count: 14_000))
        }
        #expect(answer.status == 414)
    }

    @Test("A body of another type is refused: 415 for people")
    func mediaTypeForPeople() async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.send(
                "POST",
                "/transaction/t1/method",
                headers: [("Content-Type", "application/json")],
                body: "{}"
            )
        }
        #expect(answer.status == 415)
        #expect(answer.body.contains("<h1>"))
        #expect(front.calls.isEmpty)
    }

    @Test(
        "A body of another type is refused: invalid_request for programs",
        arguments: ["/token", "/revoke", "/userinfo"]
    )
    func mediaTypeForPrograms(target: String) async throws {
        let answer = try await RunningServer.with { wire, _ in
            try await wire.send("POST", target, headers: [("Content-Type", "text/plain")], body: "code=x")
        }
        #expect(answer.status == 415)
        #expect(answer.body.contains(#""error":"invalid_request""#))
    }

    @Test(
        "A connection without a complete request is closed",
        arguments: ["", "GET /authorize HTT", "GET / HTTP/1.1\r\nA: b"]
    )
    func idleConnection(text: String) async throws {
        try await RunningServer.with(limits: ServerLimits(idleTime: .milliseconds(200))) { wire, _ in
            try await wire.waitForClose(after: text)
        }
    }

    @Test("Sixty slow connections do no harm to others")
    func slowConnections() async throws {
        let statuses = try await RunningServer.with { wire, _ in
            var statuses: [Int] = []
            try await wire.holding(60, sending: "POST /token HTTP/1.1\r\nHost: b\r\nContent-Length: 50\r\n\r\na") {
                for _ in 0..<5 { statuses.append(try await wire.send("GET", "/health/ready").status) }
            }
            return statuses
        }
        #expect(statuses == [200, 200, 200, 200, 200])
    }
}
