import EIDBroker
import FoundationEssentials
import ServiceLifecycle
import Testing

@testable import EIDServer

/// Start, stop and what is written along the way.
@Suite struct LifecycleTests {
    @Test("A graceful shutdown lets requests in progress finish")
    func gracefulShutdown() async throws {
        let (arrivals, arrived) = AsyncStream<Void>.makeStream()
        let (releases, release) = AsyncStream<Void>.makeStream()
        let front = ScriptedFront { _ in
            arrived.finish()
            for await _ in releases {}
            return .redirect(to: "https://finished.example/", cookie: nil)
        }
        let answer = try await RunningServer.with(front) { wire, group in
            async let answer = wire.send("GET", "/authorize")
            for await _ in arrivals {}
            await group.triggerGracefulShutdown()
            release.finish()
            return try await answer
        }
        #expect(answer["location"] == "https://finished.example/")
    }

    @Test("A port in use is an error, not a crash")
    func portInUse() async throws {
        try await RunningServer.with { wire, _ in
            let configuration = ServerConfiguration(
                port: wire.port,
                issuer: try #require(URL(string: "http://localhost"))
            )
            let log = RecordingLog()
            let second = try BrokerServer(
                front: ScriptedFront(),
                signing: nil,
                configuration: configuration,
                log: log.logger
            ) { _ in
            }
            let failure = await #expect(throws: (any Error).self) { try await second.run() }
            #expect(failure.map { "\($0)" } == "server.port \(wire.port) on 127.0.0.1 is in use")
        }
    }

    @Test("Whoever watches the process does not fill its log, unless it is unwell", arguments: [true, false])
    func probes(isReady: Bool) async throws {
        let log = RecordingLog()
        try await RunningServer.with(ScriptedFront(ready: isReady), log: log.logger) { wire, _ in
            for path in ["live", "ready", "methods", "seal"] { _ = try await wire.send("GET", "/health/\(path)") }
            _ = try await wire.send("GET", "/jwks.json")
        }
        let levels = log.text.split(separator: "\n").filter { $0.contains("answered a request") }
            .compactMap { $0.split(separator: " ").first }
        #expect(levels == ["debug", isReady ? "debug" : "error", "debug", "debug", "info"])
    }

    @Test("The core knows a request by its answer's name for it", arguments: ["/authorize", "/signing/documents/d1"])
    func requestName(path: String) async throws {
        let front = ScriptedFront(
            flow: { _ in .redirect(to: "https://\(ServedRequest.id ?? "nothing").example/", cookie: nil) },
            backchannel: { _ in
                BackchannelAnswer(status: 200, body: Array((ServedRequest.id ?? "nothing").utf8))
            }
        )
        let answer = try await RunningServer.with(front) { wire, _ in try await wire.send("GET", path) }
        let id = try #require(answer["x-request-id"])
        #expect(answer.body == id || answer["location"] == "https://\(id).example/")
    }

    @Test("The log names route, status and request, and never what travels in them")
    func accessLog() async throws {
        let log = RecordingLog()
        let answer = try await RunningServer.with(log: log.logger) { wire, _ in
            _ = try await wire.send("GET", "/authorize?state=PRIVATE1&login_hint=PRIVATE2&login_hint=PRIVATE3")
            _ = try await wire.post("/token", "code=PRIVATE4", headers: [("Authorization", "Basic PRIVATE5")])
            _ = try await wire.send("GET", "/PRIVATE6/PRIVATE7")
            _ = try await wire.send("PRIVATE8", "/token")
            return try await wire.send(
                "GET",
                "/transaction/PRIVATE9",
                headers: [("Cookie", "eid-t1=PRIVATE0"), ("User-Agent", "PRIVATE10")]
            )
        }
        let text = log.text
        #expect(!text.contains("PRIVATE"))
        #expect(text.contains("/transaction/{id}"))
        #expect(text.contains(try #require(answer["x-request-id"])))
        #expect(text.contains("303"))
        #expect(text.contains("refused"))
    }
}
