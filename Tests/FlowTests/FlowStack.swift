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
import Logging
import ServiceLifecycle
import Synchronization

@testable import EIDProgram
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

    /// Removes keys, settings and database.
    func removeFiles() { try? FileManager.default.removeItem(at: folder) }

    /// Moves the clocks of both sides.
    func advance(by seconds: Int) {
        clock.advance(by: TimeInterval(seconds))
        simulator.clock.advance(by: seconds)
    }

    /// Runs a test against both, and stops them afterwards.
    static func with<Value: Sendable>(
        sample: String = "itsme-simulator.yaml",
        edit: @Sendable (String) -> String = { $0 },
        _ body: @Sendable (FlowStack) async throws -> Value
    ) async throws -> Value {
        try await prepared(sample: sample, edit: edit) { stack in
            try await stack.withSimulator {
                try await stack.withBroker { try await body(stack) }
            }
        }
    }

    /// Prepares settings, keys and ports, runs a test that starts what it needs, and removes everything.
    static func prepared<Value: Sendable>(
        sample: String = "itsme-simulator.yaml",
        edit: @Sendable (String) -> String = { $0 },
        _ body: @Sendable (FlowStack) async throws -> Value
    ) async throws -> Value {
        try await Turnstile.stacks.pass {
            let stack = try FlowStack(sample: sample, edit: edit)
            defer { stack.removeFiles() }
            return try await body(stack)
        }
    }

    /// Runs the simulator alone, for a test that starts the broker itself.
    func withSimulator<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        let server = SimulatorServer(simulator, port: ports.simulator) { _ in }
        return try await Self.withRunning(server, at: ports.simulator, body)
    }

    /// Runs the broker from the settings file, then stops it.
    func withBroker<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        let file = SettingsFile(
            path: settingsPath,
            table: BrokerProgram.Offer(Product.registry).table,
            environment: [:]
        )
        let settings = try file.load()
        let process = BrokerProcess(settings: settings, log: log.logger, clock: clock.wall)
        return try await Self.withRunning(try process.service { _ in }, at: ports.broker, body)
    }

    static func withRunning<Value: Sendable>(
        _ service: any ServiceLike,
        at port: Int,
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        try await RunningService.with(service) {
            try await waitUntilOpen(port)
            return try await body()
        }
    }

    /// Waits for something to listen on a port.
    static func waitUntilOpen(_ port: Int) async throws {
        try await waitUntil("something listens on port \(port)") { FreePort.isOpen(port) }
    }

    /// Waits for something that another process does.
    static func waitUntil(_ what: String, _ isSo: () -> Bool) async throws {
        for _ in 0..<6000 {
            if isSo() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw FlowFailure("in vain: \(what)")
    }
}
