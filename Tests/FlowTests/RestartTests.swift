import EIDBroker
import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import EIDSimulator
import FlowDriver
import Foundation
import Testing

/// The real `eid-broker serve` as a process: what it promised before it ended it keeps after it began again.
@Suite struct RestartTests {
    @Test func aStoppedBrokerLosesNothing() async throws { try await signsInAcross(SIGTERM, status: 0) }

    @Test func aKilledBrokerLosesNothing() async throws { try await signsInAcross(SIGKILL, status: -SIGKILL) }

    /// Ends the broker between every two steps of a sign-in.
    private func signsInAcross(_ signal: Int32, status: Int32) async throws {
        try await FlowStack.withoutBroker { stack in
            let (client, browser, page) = try await Self.once(stack, signal, status) { try await stack.reachUpstream() }
            try await stack.decide(.approve, on: page)
            let answer = try await Self.once(stack, signal, status) { try await browser.get(page.url) }
            let code = try client.code(in: answer)
            let token = try await Self.once(stack, signal, status) { try await client.accessToken(for: code) }
            let (information, replay) = try await Self.once(stack, signal, status) {
                (try await client.userInfo(token), try await client.redeem(code))
            }
            #expect(information.status == 200)
            #expect(information.json["family_name"]?.string == "Verbrugge")
            #expect(replay.status == 400, "a code that was used before the restart stays used")
            let again = try await Self.once(stack, signal, status) {
                (try await client.userInfo(token).status, try await browser.get(stack.wayBack(page)))
            }
            #expect(again.0 == 401, "the replay revoked the token, for good")
            stack.expect(.alreadyAnswered, on: again.1)
        }
    }

    private static func once<Value: Sendable>(
        _ stack: FlowStack,
        _ signal: Int32,
        _ status: Int32,
        _ step: @Sendable () async throws -> Value
    ) async throws -> Value {
        try await stack.withProcess { broker in
            let value = try await step()
            broker.send(signal)
            #expect(try await broker.end() == status)
            #expect(broker.errors.contains("eid-broker"), "there is a log")
            try await stack.expectSilence(in: broker.errors + broker.output)
            return value
        }
    }

    @Test func aBrokerWithMemoryOnlySaysThatTheTransactionIsGone() async throws {
        let forgets = { @Sendable (settings: String) in settings.replacing("kind: sqlite", with: "kind: memory") }
        try await FlowStack.withoutBroker(edit: forgets) { stack in
            let (_, browser, page) = try await Self.once(stack, SIGTERM, 0) { try await stack.reachUpstream() }
            try await stack.decide(.approve, on: page)
            let answer = try await Self.once(stack, SIGTERM, 0) { try await browser.get(page.url) }
            stack.expect(.unknownTransaction, on: answer)
        }
    }

    @Test func aRequestInProgressIsAnsweredBeforeTheEnd() async throws {
        try await FlowStack.withoutBroker { stack in
            try await stack.withProcess { broker in
                let (client, browser, page) = try await stack.reachUpstream()
                try await stack.decide(.approve, on: page)
                await stack.simulator.control.arm(.init(.slow, seconds: 1))
                async let answer = browser.get(page.url)
                try await stack.waitForTokenRequest()
                broker.send(SIGTERM)
                let code = try client.code(in: try await answer)
                #expect(!code.isEmpty)
                #expect(try await broker.end() == 0)
                #expect(!FreePort.isOpen(stack.ports.broker))
            }
        }
    }
}

extension FlowStack {
    /// Waits until the upstream has heard of a code.
    func waitForTokenRequest() async throws {
        for _ in 0..<6000 {
            let entries = await simulator.control.traces().flatMap(\.entries)
            if entries.contains(where: { $0.kind == .received && $0.text == "token request" }) { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw FlowFailure("no token request arrives")
    }
}
