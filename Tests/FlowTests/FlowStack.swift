import AsyncHTTPClient
import EIDBroker
import EIDItsmeSimulator
import EIDJOSE
import EIDMethod
import EIDServer
import EIDSettings
import EIDSimulator
import EIDSimulatorServer
import FlowDriver
import Foundation
import ServiceLifecycle
import Logging
import Synchronization

@testable import eid_broker

/// A broker and the itsme simulator on loopback ports of their own, started from a sample configuration.
struct FlowStack: Sendable {
    let folder: URL
    let ports: (broker: Int, simulator: Int, client: Int)
    let simulator: ItsmeSimulator
    let clock: TestClock
    let log: CapturedLog

    var issuer: String { "http://localhost:\(ports.broker)" }
    var clientOrigin: String { "http://localhost:\(ports.client)" }
    var settingsPath: String { folder.appending(path: "Samples/itsme-simulator.yaml").path }

    /// Runs a test against both, and stops them afterwards.
    static func with(
        sample: String = "itsme-simulator.yaml",
        edit: (String) -> String = { $0 },
        _ body: @Sendable (FlowStack) async throws -> Void
    ) async throws {
        let stack = try FlowStack(sample: sample, edit: edit)
        defer { try? FileManager.default.removeItem(at: stack.folder) }
        try await stack.run(body)
    }

    /// Runs the simulator for the whole test and the broker as often as the test wants.
    func run(_ body: @Sendable (FlowStack) async throws -> Void) async throws {
        try await withRunning(SimulatorServer(simulator, port: ports.simulator) { _ in }, at: ports.simulator) {
            try await withBroker { try await body(self) }
        }
    }

    /// Runs the broker from the settings file, then stops it.
    func withBroker(_ body: @Sendable () async throws -> Void) async throws {
        let file = SettingsFile(path: settingsPath, table: Product.table, environment: [:])
        let settings = try file.load()
        let process = BrokerProcess(settings: settings, log: log.logger, clock: clock.wall)
        try await withRunning(try process.service { _ in }, at: ports.broker, body)
    }

    private func withRunning(
        _ service: any ServiceLike,
        at port: Int,
        _ body: @Sendable () async throws -> Void
    ) async throws {
        try await withoutActuallyEscaping(body) { body in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do { try await service.run() } catch is CancellationError {}
                    return false
                }
                group.addTask {
                    try await Self.waitUntilOpen(port)
                    try await body()
                    return true
                }
                let isBodyDone = try await group.next() ?? false
                group.cancelAll()
                guard isBodyDone else { throw FlowFailure("the server on port \(port) stopped by itself") }
            }
        }
    }

    private static func waitUntilOpen(_ port: Int) async throws {
        for _ in 0..<500 {
            if FreePort.isOpen(port) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw FlowFailure("nothing listens on port \(port)")
    }
}
