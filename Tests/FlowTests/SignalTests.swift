import Foundation
import Testing

/// What signals do to a running broker, and what it writes on the way.
@Suite struct SignalTests {
    /// Lines of the log above `info`.
    private static func alarms(_ errors: String) -> [Substring] {
        errors.split(separator: "\n").filter { line in
            ["notice", "warning", "error", "critical"].contains { line.contains(" \($0) eid-broker: ") }
        }
    }

    @Test(arguments: [SIGTERM, SIGINT]) func aNormalStopIsNoReasonForAlarm(_ signal: Int32) async throws {
        try await FlowStack.prepared(sample: "itsme-signing.yaml", edit: SigningWalk.withoutOASIS) { stack in
            try stack.issueSeal()
            try await stack.withProcess { broker in
                broker.send(signal)
                let status = try await broker.end()
                #expect(status == 0)
                #expect(Self.alarms(broker.errors).isEmpty, "\(broker.errors)")
            }
        }
    }

    @Test func aTakenPortIsTheOnlyThingThatIsTold() async throws {
        try await FlowStack.prepared(sample: "itsme-signing.yaml", edit: SigningWalk.withoutOASIS) { stack in
            try stack.issueSeal()
            try await stack.withProcess { _ in
                let arguments = ["serve", "--config", stack.settingsPath]
                let second = try await Executable.run("eid-broker", arguments, in: stack.folder)
                #expect(second.status != 0)
                #expect(Self.alarms(second.errors).isEmpty, "\(second.errors)")
            }
        }
    }

    @Test func aHangUpIsNotedAndNothingElse() async throws {
        try await FlowStack.prepared { stack in
            try await stack.withProcess { broker in
                broker.send(SIGHUP)
                try await FlowStack.waitUntil("the hang-up is noted") {
                    broker.errors.contains("notice eid-broker: settings are read at the start: restart to change them")
                }
                #expect(FreePort.isOpen(stack.ports.broker))
                broker.send(SIGTERM)
                let status = try await broker.end()
                #expect(status == 0)
                #expect(Self.alarms(broker.errors).count == 1)
            }
        }
    }
}
