import EIDMethod
import FoundationEssentials
import NIOCore
import Testing

@testable import EIDServer

/// Security requirement 18: what an upstream may do to us.
@Suite struct OutboundTests {
    @Test("An answer arrives whole: status, fields and body")
    func answer() async throws {
        let response = try await call(
            .answers(Array("HTTP/1.1 201 Created\r\nX-A: b\r\nContent-Length: 5\r\n\r\nhello".utf8))
        )
        #expect(response.status == 201)
        #expect(response.header("x-a") == "b")
        #expect(response.body == Array("hello".utf8))
    }

    @Test("A redirect is an answer, not an order")
    func redirect() async throws {
        let upstream = ScriptedUpstream()
        let response = try await upstream.with(
            .answers(
                Array("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n".utf8)
            )
        ) { port in
            try await AsyncHTTPTransport().send(patient(try url(port)))
        }
        #expect(response.status == 302)
        #expect(upstream.connectionCount == 1)
    }

    @Test("A body beyond the limit is refused, announced or not")
    func oversize() async throws {
        await #expect(throws: HTTPFailure(.tooLarge, "")) { try await call(.floods, bodyBytes: 64 * 1024) }
        let endless = Array(("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 70_000)).utf8)
        await #expect(throws: HTTPFailure(.tooLarge, "")) { try await call(.answers(endless), bodyBytes: 64 * 1024) }
    }

    @Test("A compressed answer is unpacked")
    func compressed() async throws {
        #expect(try await call(.answers(gzip(GzipSamples.hello))).body == Array("hello".utf8))
    }

    @Test("A small body that unpacks to a large one is refused", arguments: [1000, 40_000])
    func bomb(runs: Int) async throws {
        let bytes = GzipSamples.bomb(runs: runs)
        #expect(bytes.count < 70_000)
        await #expect(throws: HTTPFailure(.tooLarge, "")) {
            try await call(.answers(gzip(bytes)), bodyBytes: 128 * 1024)
        }
    }

    @Test("An upstream that never answers is given up")
    func silence() async throws {
        await #expect(throws: HTTPFailure(.timedOut, "")) { try await call(.isSilent, time: .milliseconds(200)) }
    }

    @Test("An upstream that never answers is given up after the operator's time, where that is shorter")
    func operatorsLimit() async throws {
        try await ScriptedUpstream().with(.isSilent) { port in
            let transport = try AsyncHTTPTransport(OutboundConfiguration(callTime: .milliseconds(200)))
            let request = HTTPRequest(.get, try url(port), limits: HTTPLimits(time: .seconds(600)))
            await #expect(throws: HTTPFailure(.timedOut, "")) { try await transport.send(request) }
        }
    }

    @Test("Who finds all connections in use is told so, and not that the upstream is silent")
    func connectionsInUse() async throws {
        let codes = try await ScriptedUpstream().with(.isSilent) { port in
            let configuration = OutboundConfiguration(connectTime: .seconds(1), connectionsPerHost: 1)
            let transport = try AsyncHTTPTransport(configuration)
            let request = HTTPRequest(.get, try url(port), limits: HTTPLimits(time: .seconds(4)))
            // More than one for each event loop.
            return await withTaskGroup(of: HTTPFailure.Code?.self) { group in
                for _ in 0..<(4 * System.coreCount) {
                    group.addTask {
                        do throws(HTTPFailure) {
                            _ = try await transport.send(request)
                            return nil
                        } catch { return error.code }
                    }
                }
                return await group.reduce(into: Set()) { $0.insert($1) }
            }
        }
        #expect(codes == [.timedOut, .noConnectionFree])
    }

    @Test("An upstream that drips is given up after the total time")
    func drip() async throws {
        await #expect(throws: HTTPFailure(.timedOut, "")) { try await call(.drips, time: .milliseconds(200)) }
    }

    @Test(
        "A broken connection is unreachable",
        arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "SMTP\r\n"]
    )
    func broken(bytes: String) async throws {
        await #expect(throws: HTTPFailure(.unreachable, "")) { try await call(.answers(Array(bytes.utf8))) }
    }

    @Test("Nobody listening is unreachable")
    func nobody() async throws {
        let port = try await ScriptedUpstream().with(.isSilent) { $0 }
        await #expect(throws: HTTPFailure(.unreachable, "")) {
            try await AsyncHTTPTransport().send(patient(try url(port)))
        }
    }

    @Test("A cancelled call ends")
    func cancellation() async throws {
        try await ScriptedUpstream().with(.isSilent) { port in
            let transport = try AsyncHTTPTransport()
            let target = try url(port)
            let request = patient(target)
            let task = Task { try await transport.send(request) }
            task.cancel()
            await #expect(throws: HTTPFailure(.unreachable, "")) { try await task.value }
        }
    }

    @Test("A certificate from nobody we trust is refused, and taken once its issuer is trusted")
    func certificates() async throws {
        let files = try TestCertificate()
        defer { files.remove() }
        let tls = ServerConfiguration.TLS(certificate: files.path, privateKey: Secret(TestCertificate.key))
        try await RunningServer.with(issuer: "https://localhost", tls: tls) { wire, _ in
            let target = try #require(URL(string: "https://localhost:\(wire.port)/health/live"))
            let careful = try AsyncHTTPTransport.guarded()
            await #expect(throws: HTTPFailure(.unreachable, "")) { try await careful.send(patient(target)) }
            let told = try AsyncHTTPTransport.guarded(OutboundConfiguration(additionalTrustRoots: files.path))
            #expect(try await told.send(patient(target)).status == 200)
            let other = try #require(URL(string: "https://127.0.0.1:\(wire.port)/health/live"))
            await #expect(throws: HTTPFailure(.unreachable, "")) { try await told.send(patient(other)) }
        }
    }

    /// Whatever is not about time must show before the time is up, on a busy machine too.
    private static let patience = Duration.seconds(120)

    private func patient(_ url: URL) -> HTTPRequest { HTTPRequest(.get, url, limits: HTTPLimits(time: Self.patience)) }

    @Test("A missing file of authorities is found at start-up")
    func missingAuthorities() {
        #expect(throws: (any Error).self) {
            try AsyncHTTPTransport(OutboundConfiguration(additionalTrustRoots: "/nowhere/roots.pem"))
        }
    }

    @Test("The guarded transport refuses http")
    func http() async throws {
        let target = try url(9)
        await #expect(throws: HTTPFailure(.forbidden, "")) {
            try await AsyncHTTPTransport.guarded().send(HTTPRequest(.get, target))
        }
    }

    private func call(
        _ behaviour: ScriptedUpstream.Behaviour,
        time: Duration = Self.patience,
        bodyBytes: Int = 1024 * 1024
    ) async throws -> HTTPResponse {
        try await ScriptedUpstream().with(behaviour) { port in
            let limits = HTTPLimits(time: time, bodyBytes: bodyBytes)
            return try await AsyncHTTPTransport().send(HTTPRequest(.get, try url(port), limits: limits))
        }
    }

    private func gzip(_ body: [UInt8]) -> [UInt8] {
        Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
    }

    private func url(_ port: Int, _ path: String = "/") throws -> URL {
        try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
    }
}
