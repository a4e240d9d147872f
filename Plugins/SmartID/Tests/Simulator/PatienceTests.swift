import EIDJSON
import EIDSimulator
import EIDSmartIDSimulator
import FoundationEssentials
import Synchronization
import Testing

@testable import EIDSmartID

/// A status that waits for news, as `timeoutMs` says.
@Suite struct PatienceTests {
    private final class Waits: Sendable {
        let all = Mutex<[Duration]>([])
    }

    @Test func `Without news it is told once the time is up`() async throws {
        let waits = Waits()
        let simulator = Self.simulator { time in waits.all.withLock { $0.append(time) } }
        let id = try await Self.begin(simulator)
        #expect(try await Self.status(of: id, simulator, "timeoutMs=2000") == "RUNNING")
        #expect(waits.all.withLock { $0.reduce(.zero, +) } == .seconds(2))
    }

    @Test func `News end the wait`() async throws {
        let (begun, bell) = AsyncStream.makeStream(of: Void.self)
        // Whoever waits here waits for good.
        let simulator = Self.simulator { _ in
            bell.yield()
            for await _ in AsyncStream<Void>(unfolding: { try? await Task.sleep(for: .seconds(3600)) }) { return }
        }
        let id = try await Self.begin(simulator)
        async let answer = Self.status(of: id, simulator, "timeoutMs=120000")
        for await _ in begun { break }
        try simulator.decide(.approve, on: try simulator.pickUp())
        #expect(try await answer == "COMPLETE")
    }

    @Test func `Without a time it is told at once`() async throws {
        let simulator = Self.simulator { _ in Issue.record("somebody waits") }
        let id = try await Self.begin(simulator)
        #expect(try await Self.status(of: id, simulator, "") == "RUNNING")
    }

    @Test func `A time that is too short is refused`() async throws {
        let simulator = Self.simulator { _ in Issue.record("somebody waits") }
        let id = try await Self.begin(simulator)
        let path = "/smart-id-rp/v3/session/\(id)"
        let answer = await simulator.respond(to: SimulatorRequest(method: "GET", path: path, query: "timeoutMs=999"))
        #expect(answer.status == 400)
    }

    private static func simulator(pause: @escaping @Sendable (Duration) async -> Void) -> SmartIDSimulator {
        SmartIDSimulator(
            clock: SimulatorClock(fixedAt: Date(timeIntervalSince1970: 1_780_315_200)),
            signers: SmartIDArrangement.signers,
            pause: pause
        )
    }

    private static func begin(_ simulator: SmartIDSimulator) async throws -> String {
        let body: JSON = [
            "relyingPartyUUID": "00000000-0000-4000-8000-000000000000", "relyingPartyName": "DEMO",
        ]
        let request = SimulatorRequest(
            method: "POST",
            path: "/smart-id-rp/v3/signature/certificate-choice/notification/etsi/\(SmartIDPersona.kadri.identifier)",
            headers: [("content-type", "application/json")],
            body: body.serialized()
        )
        return try #require(try JSONValue.parse(await simulator.respond(to: request).body)["sessionID"]?.string)
    }

    private static func status(of id: String, _ simulator: SmartIDSimulator, _ query: String) async throws -> String? {
        let request = SimulatorRequest(method: "GET", path: "/smart-id-rp/v3/session/\(id)", query: query)
        return try JSONValue.parse(await simulator.respond(to: request).body)["state"]?.string
    }
}
