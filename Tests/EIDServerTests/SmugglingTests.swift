import Testing

@testable import EIDServer

/// Security requirement 20: requests whose end two readers may see in different places.
@Suite struct SmugglingTests {
    static let forms = [
        "Transfer-Encoding and Content-Length": "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "two lengths": "Content-Length: 0\r\nContent-Length: 40\r\n\r\n",
        "a list of lengths": "Content-Length: 0, 40\r\n\r\n",
        "two hosts": "Host: c\r\nContent-Length: 0\r\n\r\n",
        "a negative length": "Content-Length: -1\r\n\r\n",
        "a signed length": "Content-Length: +0\r\n\r\n",
        "a length beyond integers": "Content-Length: 99999999999999999999999\r\n\r\n",
        "an unknown coding": "Transfer-Encoding: xchunked\r\n\r\n",
        "a coding before chunked": "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "two codings": "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "a space before the colon": "Content-Length : 0\r\n\r\n",
        "a folded field": "X-A: b\r\n c: d\r\n\r\n",
        "a broken chunk size": "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n0\r\n\r\n",
        "NUL in a field": "X-A: b\0c\r\n\r\n",
    ]

    @Test("Refused, and what follows is not taken for a request", arguments: forms.keys.sorted())
    func refused(form: String) async throws {
        let front = ScriptedFront()
        let head = "POST /token HTTP/1.1\r\nHost: b\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        let second = "GET /authorize?smuggled=1 HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n"
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.raw(Array((head + (Self.forms[form] ?? "") + second).utf8))
        }
        #expect((400..<500).contains(answer.status))
        #expect(answer.count == 1)
        #expect(!front.calls.contains { $0.name == "authorize" })
    }

    @Test("A request without Host is refused")
    func noHost() async throws {
        let answer = try await RunningServer.with { wire, _ in
            try await wire.raw(Array("GET /authorize HTTP/1.1\r\nConnection: close\r\n\r\n".utf8))
        }
        #expect(answer.status == 400)
    }

    @Test("An absolute address counts by its path, its host changes nothing")
    func absoluteForm() async throws {
        let answer = try await RunningServer.with { wire, _ in
            try await wire.send("GET", "http://evil.example/authorize")
        }
        #expect(answer["location"] == "https://next.example/")
    }

    @Test("Something that is not HTTP ends the connection, and the server lives")
    func notHTTP() async throws {
        let (refused, next) = try await RunningServer.with { wire, _ in
            (
                try await wire.raw([0x16, 0x03, 0x01, 0x00, 0xff] + Array(repeating: 0, count: 300)),
                try await wire.send("GET", "/health/live")
            )
        }
        #expect(refused.status == 400 || refused.status == 0)
        #expect(next.status == 200)
    }
}
