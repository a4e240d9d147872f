import EIDBroker
import EIDMethod
import Synchronization
import Testing

@testable import EIDServer

/// Documents on their way in.
@Suite struct UploadTests {
    static let head = "POST /signing/documents HTTP/1.1\r\nHost: b\r\nContent-Type: application/pdf\r\n"

    /// What became of an upload, told by the core that read it.
    private struct Outcome: Sendable {
        let pieces: AsyncStream<Int>
        let front: ScriptedFront

        init() {
            let (pieces, continuation) = AsyncStream<Int>.makeStream()
            self.pieces = pieces
            // -1 stands for a failure, 0 for the end.
            front = ScriptedFront(upload: { upload in
                do {
                    for try await piece in upload.body { continuation.yield(piece.count) }
                    continuation.yield(0)
                } catch {
                    continuation.yield(-1)
                }
                continuation.finish()
                return BackchannelAnswer(status: 201)
            })
        }

        /// Every piece, once the upload is over.
        var all: [Int] { get async { await pieces.reduce(into: []) { $0.append($1) } } }
    }

    @Test("The core has the first piece before the second is sent")
    func streaming() async throws {
        let outcome = Outcome()
        let answer = try await RunningServer.with(outcome.front) { wire, _ in
            try await wire.talk(Self.head + "Content-Length: 9\r\nConnection: close\r\n\r\n") { say in
                var pieces = outcome.pieces.makeAsyncIterator()
                try await say("1234")
                #expect(await pieces.next() == 4)
                try await say("56789")
                #expect(await pieces.next() == 5)
                #expect(await pieces.next() == 0)
            }
        }
        #expect(answer.status == 201)
    }

    @Test("A document larger than any form is taken, with and without a length", arguments: [true, false])
    func large(isChunked: Bool) async throws {
        let text = String(repeating: "x", count: 300_000)
        let body = isChunked ? "493e0\r\n\(text)\r\n0\r\n\r\n" : text
        let framing = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: 300000"
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.raw(Array("\(Self.head)\(framing)\r\nConnection: close\r\n\r\n\(body)".utf8))
        }
        #expect(answer.status == 201)
        #expect(answer.body == #"{"size":300000}"#)
        #expect(front.calls.first?.fields.last?.value == (isChunked ? "application/pdf" : "300000"))
    }

    @Test("A document announced as too large is refused before the core hears of it")
    func announced() async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front, limits: ServerLimits(documentBytes: 1000)) { wire, _ in
            try await wire.raw(Array((Self.head + "Content-Length: 1001\r\n\r\nx").utf8))
        }
        #expect(answer.status == 413)
        #expect(answer.body.contains(#""error":"document_too_large""#))
        #expect(front.calls.isEmpty)
    }

    @Test("A document that grows too large is refused, and the core learns that it has no end")
    func growing() async throws {
        let outcome = Outcome()
        let chunk = "400\r\n" + String(repeating: "a", count: 1024) + "\r\n"
        let body = String(repeating: chunk, count: 40) + "0\r\n\r\n"
        let answer = try await RunningServer.with(outcome.front, limits: ServerLimits(documentBytes: 4000)) { wire, _ in
            try await wire.raw(Array((Self.head + "Transfer-Encoding: chunked\r\n\r\n" + body).utf8))
        }
        #expect(answer.status == 413)
        #expect(answer.body.contains(#""error":"document_too_large""#))
        #expect(answer["connection"] == "close")
        let pieces = await outcome.all
        #expect(pieces.last == -1)
        #expect(pieces.dropLast().reduce(0, +) <= 4000)
    }

    @Test(
        "A document that stops arriving is refused",
        arguments: ["Content-Length: 100", "Transfer-Encoding: chunked"]
    )
    func stalled(framing: String) async throws {
        let outcome = Outcome()
        let start = framing.hasPrefix("Content") ? "%PDF-" : "5\r\n%PDF-\r\n"
        let limits = ServerLimits(bodyTime: .milliseconds(150))
        let answer = try await RunningServer.with(outcome.front, limits: limits) { wire, _ in
            try await wire.raw(Array("\(Self.head)\(framing)\r\n\r\n\(start)".utf8))
        }
        #expect(answer.status == 408)
        #expect(await outcome.all.last == -1)
    }

    @Test(
        "A client that hangs up leaves no document behind",
        arguments: ["Content-Length: 100\r\n\r\n%PDF-", "Transfer-Encoding: chunked\r\n\r\n5\r\n%PDF-\r\n"]
    )
    func abandoned(text: String) async throws {
        let outcome = Outcome()
        let pieces = try await RunningServer.with(outcome.front) { wire, _ in
            try await wire.hangUp(after: Self.head + text)
            return await outcome.all
        }
        #expect(pieces == [5, -1])
    }

    @Test("A damaged chunk ends the document with a failure")
    func damagedChunk() async throws {
        let outcome = Outcome()
        let answer = try await RunningServer.with(outcome.front) { wire, _ in
            try await wire.raw(Array((Self.head + "Transfer-Encoding: chunked\r\n\r\n5\r\n%PDF-\r\nzz\r\n").utf8))
        }
        #expect(answer.status == 400)
        #expect(await outcome.all.last == -1)
    }

    @Test("A refusal that comes before the document ends the connection, and what follows is no request")
    func earlyRefusal() async throws {
        let front = ScriptedFront(upload: { _ in BackchannelAnswer(status: 401) })
        let second = "GET /authorize HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n"
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.raw(Array((Self.head + "Content-Length: 4\r\n\r\n1234" + second).utf8))
        }
        #expect(answer.status == 401)
        #expect(answer["connection"] == "close")
        #expect(answer.count == 1)
        #expect(front.calls.map(\.name) == ["store"])
    }

    @Test("An empty body is an empty document")
    func empty() async throws {
        let outcome = Outcome()
        let answer = try await RunningServer.with(outcome.front) { wire, _ in
            try await wire.send("POST", "/signing/documents", headers: [("Content-Type", "text/plain")])
        }
        #expect(answer.status == 201)
        #expect(await outcome.all == [0])
    }

    @Test(
        "What is no document itself is refused",
        arguments: [
            ("Content-Type", "multipart/form-data; boundary=x"), ("Content-Type", "application/x-www-form-urlencoded"),
            ("Content-Type", "pdf"), ("Content-Type", "a/b/c"), ("Content-Type", "text/\u{e9}"),
            ("Content-Encoding", "gzip"),
        ]
    )
    func wrongType(name: String, value: String) async throws {
        let front = ScriptedFront()
        let headers = name == "Content-Type" ? [(name, value)] : [("Content-Type", "text/plain"), (name, value)]
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.send("POST", "/signing/documents", headers: headers, body: "x")
        }
        #expect(answer.status == 415)
        #expect(answer["content-type"] == "application/json")
        #expect(front.calls.isEmpty)
    }

    @Test(
        "A document's name comes from its header or from the query",
        arguments: [
            ("", #"attachment; filename="lease.pdf""#, "lease.pdf"),
            ("", "attachment; filename=lease.pdf", "lease.pdf"),
            ("", #"attachment; filename="a\"b;c.pdf""#, "a\"b;c.pdf"),
            ("", "attachment; filename=plain.pdf; filename*=UTF-8''bail%20sign%C3%A9.pdf", "bail signé.pdf"),
            ("", #"attachment; filename="C:\\Users\\me\\lease.pdf""#, "lease.pdf"),
            ("", #"attachment; filename="../../etc/passwd""#, "passwd"),
            ("?name=bail%20sign%C3%A9.pdf", "", "bail signé.pdf"),
        ]
    )
    func name(query: String, header: String, expected: String) async throws {
        let front = ScriptedFront()
        let headers = header.isEmpty ? [] : [("Content-Disposition", header)]
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.send("POST", "/signing/documents" + query, headers: headers, body: "x")
        }
        #expect(answer.status == 201)
        #expect(front.calls.first?.fields.first?.value == expected)
    }

    @Test(
        "A name that cannot be read is refused",
        arguments: [
            "attachment; filename", "attachment; filename=\"a", "attachment; filename=a; filename=b", "; filename=a",
            "attachment filename=a", "attachment; filename*=ISO-8859-1''a", "attachment; filename*=UTF-8''%ff",
            "attachment; filename*=UTF-8''a%0d%0ab", "attachment; filename*=UTF-8''a%00", "attachment; filename*=a",
            "attachment; filename=" + String(repeating: "a", count: 256), "form-data; name=x",
        ]
    )
    func unreadableName(header: String) async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.send("POST", "/signing/documents", headers: [("Content-Disposition", header)], body: "x")
        }
        #expect(answer.status == 400)
        #expect(front.calls.isEmpty)
    }

    @Test("Two names are refused")
    func twoNames() async throws {
        let front = ScriptedFront()
        let name = ("Content-Disposition", "attachment; filename=a")
        let statuses = try await RunningServer.with(front) { wire, _ in
            [
                try await wire.send("POST", "/signing/documents?name=b", headers: [name], body: "x").status,
                try await wire.send("POST", "/signing/documents", headers: [name, name], body: "x").status,
            ]
        }
        #expect(statuses == [400, 400])
        #expect(front.calls.isEmpty)
    }

    @Test("Who moves bytes may take the time for them, and no more")
    func credit() {
        var credit = TransferCredit(most: .seconds(10), bytesPerSecond: 1000)
        credit.spend(.seconds(4), for: 0)
        #expect(credit.left == .seconds(6))
        credit.spend(.seconds(1), for: 2000)
        #expect(credit.left == .seconds(7))
        credit.spend(.zero, for: Int.max)
        #expect(credit.left == .seconds(10))
        credit.spend(.seconds(60), for: 500)
        #expect(credit.left == .milliseconds(500))
    }
}
