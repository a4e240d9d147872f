import EIDBroker
import EIDMethod
import Testing

@testable import EIDServer

/// Documents on their way out.
@Suite struct DownloadTests {
    static let signed = "/signing/transactions/s1/documents/d1/signed"

    private func front(_ content: DocumentContent) -> ScriptedFront {
        ScriptedFront(document: { _ in .content(content) })
    }

    @Test(
        "A download has its type, its length and its name, and is never shown",
        arguments: [signed, "/signing/transactions/s1/evidence", "/signing/documents/d1/content"]
    )
    func download(target: String) async throws {
        let content = SampleDocuments.content("lease.pdf", "application/pdf", "%PDF-", "1.7")
        let answer = try await RunningServer.with(front(content)) { wire, _ in try await wire.send("GET", target) }
        #expect(answer.status == 200)
        #expect(answer.body == "%PDF-1.7")
        #expect(answer["content-length"] == "8")
        #expect(answer["content-type"] == "application/pdf")
        #expect(answer["content-disposition"] == "attachment; filename=\"lease.pdf\"; filename*=UTF-8''lease.pdf")
        #expect(answer["x-content-type-options"] == "nosniff")
        #expect(answer["cache-control"] == "no-store")
        #expect(answer["content-security-policy"] == ContentPolicy.nothing)
        #expect(answer["x-frame-options"] == "DENY")
    }

    @Test(
        "HEAD answers like GET, without the document",
        arguments: [signed, "/signing/transactions/s1/evidence", "/signing/documents/d1/content"]
    )
    func head(target: String) async throws {
        let answer = try await RunningServer.with { wire, _ in try await wire.send("HEAD", target) }
        #expect(answer.status == 200)
        #expect(answer["content-length"] == "8")
        #expect(answer["content-type"] == "application/pdf")
        #expect(answer.body.isEmpty)
    }

    @Test(
        "No name gets out of its place in the header",
        arguments: [
            ("a\r\nSet-Cookie: x=y", "aSet-Cookie_ x=y"), ("a\"; filename=\"b.exe", "a_; filename=_b.exe"),
            ("a\\", "a_"), ("../../etc/passwd", "_.._etc_passwd"), ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("a\0b", "ab"), ("bail signé.pdf", "bail sign_.pdf"), ("100%.pdf", "100_.pdf"), ("", "document"),
            ("...", "document"), ("\u{2028}\u{feff}", "document"), ("😀.pdf", "_.pdf"),
        ]
    )
    func names(name: String, plain: String) async throws {
        let content = SampleDocuments.content(name, "application/pdf", "x")
        let answer = try await RunningServer.with(front(content)) { wire, _ in try await wire.send("GET", Self.signed) }
        #expect(answer.status == 200)
        #expect(answer["set-cookie"] == nil)
        #expect(answer.all("content-disposition").count == 1)
        let field = try #require(answer["content-disposition"])
        #expect(field.hasPrefix("attachment; filename=\"\(plain)\"; filename*=UTF-8''"))
        #expect(field.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        #expect(field.utf8.filter { $0 == UInt8(ascii: "\"") }.count == 2)
    }

    @Test("A long name is cut, at the end of a character")
    func longName() {
        let text = ContentDisposition(kind: .attachment, name: String(repeating: "é", count: 300)).text
        #expect(text.hasSuffix("''" + String(repeating: "%C3%A9", count: 100)))
    }

    @Test("What is written can be read again", arguments: ["lease.pdf", "bail signé.pdf", "😀", "a;b'c,d", "100%"])
    func roundTrip(name: String) {
        let text = ContentDisposition(kind: .inline, name: name).text
        #expect(ContentDisposition(reading: text) == ContentDisposition(kind: .inline, name: name))
    }

    @Test("A media type that no header can hold becomes bytes", arguments: ["a/b\r\nX-A: b", "", "text", "a/b c"])
    func mediaType(_ type: String) async throws {
        let content = SampleDocuments.content("a", type, "x")
        let answer = try await RunningServer.with(front(content)) { wire, _ in try await wire.send("GET", Self.signed) }
        #expect(answer["content-type"] == "application/octet-stream")
        #expect(answer["x-a"] == nil)
    }

    @Test("A document that is not as long as was said ends the connection", arguments: [("abc", 9), ("abcdefghi", 3)])
    func wrongLength(text: String, size: Int) async throws {
        let content = SampleDocuments.content("a", "text/plain", text, size: size)
        let second = "GET \(Self.signed) HTTP/1.1\r\nHost: b\r\n\r\n"
        let answer = try await RunningServer.with(front(content)) { wire, _ in
            try await wire.raw(Array((second + second).utf8))
        }
        #expect(answer["content-length"] == String(size))
        #expect(answer.body.utf8.count < size)
        #expect(answer.count == 1)
    }

    @Test("A document that cannot be read to its end ends the connection")
    func failing() async throws {
        let chunks = AsyncThrowingStream<[UInt8], any Error> { continuation in
            continuation.yield([1, 2, 3])
            continuation.finish(throwing: ConnectionEnd())
        }
        let content = DocumentContent(name: "a", mediaType: "text/plain", size: 6, chunks: chunks)
        let (answer, next) = try await RunningServer.with(front(content)) { wire, _ in
            (
                try await wire.raw(Array("GET \(Self.signed) HTTP/1.1\r\nHost: b\r\n\r\n".utf8)),
                try await wire.send("GET", "/health/live")
            )
        }
        #expect(answer.body.utf8.count == 3)
        #expect(next.status == 200)
    }

    @Test("A reader who stops reading is let go, and so is the document", .timeLimit(.minutes(1)))
    func stalledReader() async throws {
        let (ends, end) = AsyncStream<Void>.makeStream()
        let front = ScriptedFront(document: { _ in
            let (chunks, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
            continuation.onTermination = { _ in end.finish() }
            let piece = [UInt8](repeating: 7, count: 1 << 20)
            for _ in 0..<32 { continuation.yield(piece) }
            return .content(
                DocumentContent(name: "a", mediaType: "text/plain", size: 32 << 20, chunks: chunks)
            )
        })
        try await RunningServer.with(front, limits: ServerLimits(idleTime: .seconds(1))) { wire, _ in
            try await wire.withoutReading(after: "GET \(Self.signed) HTTP/1.1\r\nHost: b\r\n\r\n") {
                for await _ in ends {}
            }
        }
    }

    @Test("A refused download is the core's own answer")
    func refused() async throws {
        let front = ScriptedFront(document: { _ in
            .refused(BackchannelAnswer(status: 409, mediaType: "application/json", body: Array("{}".utf8)))
        })
        let answer = try await RunningServer.with(front) { wire, _ in try await wire.send("GET", Self.signed) }
        #expect(answer.status == 409)
        #expect(answer.body == "{}")
        #expect(answer["content-disposition"] == nil)
    }
}
