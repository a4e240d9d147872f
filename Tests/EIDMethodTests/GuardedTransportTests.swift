import EIDMethod
import FoundationEssentials
import Synchronization
import Testing

@Suite struct GuardedTransportTests {
    /// Answers with a body of some size, and counts.
    final class Counting: HTTPTransport {
        let calls = Mutex(0)
        let size: Int
        init(size: Int = 0) { self.size = size }

        func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
            calls.withLock { $0 += 1 }
            return HTTPResponse(status: 200, body: [UInt8](repeating: 0x20, count: size))
        }
    }

    /// Never answers; ends when it is cancelled.
    struct Silent: HTTPTransport {
        func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
            let never = AsyncStream<Void> { _ in }
            for await _ in never {}
            throw HTTPFailure(.unreachable, "cancelled")
        }
    }

    @Test(arguments: [
        "https://upstream.example/", "https://upstream.example:8443/a?b=c", "HTTPS://UPSTREAM.EXAMPLE/",
        "https://127.0.0.1/",
    ])
    func `https is allowed`(_ text: String) throws {
        #expect(GuardedTransport(Counting()).allows(try #require(URL(string: text))))
    }

    @Test(arguments: [
        "http://upstream.example/", "ftp://upstream.example/", "file:///etc/passwd", "https:///path", "/path",
        "https://user@upstream.example/", "https://user:secret@upstream.example/", "https://upstream.example/#part",
        "http://localhost/", "http://127.0.0.1/", "javascript:alert(1)", "data:text/plain,x", "https:upstream.example",
    ])
    func `Anything else is refused before it is sent`(_ text: String) async throws {
        let base = Counting()
        let url = try #require(URL(string: text))
        await #expect(throws: HTTPFailure(.forbidden, "")) {
            try await GuardedTransport(base).send(HTTPRequest(.get, url))
        }
        #expect(base.calls.withLock { $0 } == 0)
    }

    @Test(arguments: ["http://localhost:8481/", "http://127.0.0.1:1/", "http://[::1]:8481/"])
    func `http on loopback is allowed by the development switch only`(_ text: String) throws {
        let url = try #require(URL(string: text))
        #expect(GuardedTransport(Counting(), allowsLoopbackHTTP: true).allows(url))
        #expect(!GuardedTransport(Counting()).allows(url))
    }

    @Test(arguments: [
        "http://upstream.example/", "http://localhost.evil.example/", "http://127.0.0.1.evil.example/",
        "http://localhost@evil.example/", "http://0.0.0.0/", "http://10.0.0.1/", "ftp://localhost/",
    ])
    func `The development switch allows nothing but loopback`(_ text: String) throws {
        let url = try #require(URL(string: text))
        #expect(!GuardedTransport(Counting(), allowsLoopbackHTTP: true).allows(url))
    }

    @Test func `An answer that proves itself may come without TLS from a public host`() async throws {
        let base = Counting()
        let url = try #require(URL(string: "http://ocsp.example/"))
        _ = try await GuardedTransport(base).send(HTTPRequest(.post, url, provesItself: true))
        #expect(base.calls.withLock { $0 } == 1)
    }

    @Test(arguments: [
        "http://localhost/", "http://127.0.0.1/", "http://10.0.0.1/", "http://169.254.169.254/",
        "http://printer.local/",
        "http://user@ocsp.example/", "ftp://ocsp.example/",
    ])
    func `An answer that proves itself is refused from anywhere else`(_ text: String) async throws {
        let base = Counting()
        let url = try #require(URL(string: text))
        await #expect(throws: HTTPFailure(.forbidden, "")) {
            try await GuardedTransport(base).send(HTTPRequest(.post, url, provesItself: true))
        }
        #expect(base.calls.withLock { $0 } == 0)
    }

    @Test func `An answer of the allowed size passes`() async throws {
        let url = try #require(URL(string: "https://upstream.example/"))
        let request = HTTPRequest(.get, url, limits: HTTPLimits(bodyBytes: 1000))
        #expect(try await GuardedTransport(Counting(size: 1000)).send(request).body.count == 1000)
    }

    @Test func `A larger answer is refused`() async throws {
        let url = try #require(URL(string: "https://upstream.example/"))
        let request = HTTPRequest(.get, url, limits: HTTPLimits(bodyBytes: 1000))
        await #expect(throws: HTTPFailure(.tooLarge, "")) {
            try await GuardedTransport(Counting(size: 1001)).send(request)
        }
    }

    @Test func `An upstream that never answers ends with the time limit`() async throws {
        let url = try #require(URL(string: "https://upstream.example/"))
        let request = HTTPRequest(.get, url, limits: HTTPLimits(time: .milliseconds(1)))
        await #expect(throws: HTTPFailure(.timedOut, "")) { try await GuardedTransport(Silent()).send(request) }
    }

    @Test func `Cancelling the caller cancels the call`() async throws {
        let url = try #require(URL(string: "https://upstream.example/"))
        let request = HTTPRequest(.get, url, limits: HTTPLimits(time: .seconds(3600)))
        let call = Task { try await GuardedTransport(Silent()).send(request) }
        call.cancel()
        await #expect(throws: HTTPFailure(.unreachable, "")) { try await call.value }
    }

    @Test func `Header fields are found without case`() {
        let answer = HTTPResponse(status: 200, headers: [("Content-Type", "a"), ("content-type", "b")])
        #expect(answer.header("CONTENT-TYPE") == "a")
        #expect(answer.header("accept") == nil)
    }
}
