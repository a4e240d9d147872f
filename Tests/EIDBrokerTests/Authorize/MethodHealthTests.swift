import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker

/// What makes a method count as unavailable, and for how long.
@Suite struct MethodHealthTests {
    private struct Step: UpstreamWitness { let isQuestion = false }

    private let clock = TestClock()
    private let health = MethodHealth(log: LogBook().logger)

    private func method() throws -> Method {
        let bench = try BrokerBench()
        let services = MethodServices(
            http: NoTransport(),
            clock: clock.wall,
            random: .system,
            log: LogBook().logger
        )
        let configuration = ToyConfiguration(script: bench.script)
        return Method(id: "toy", provider: ToyProvider(configuration: configuration, services: services))
    }

    private func fail(_ error: MethodError) async {
        for _ in 0..<MethodHealth.tolerated {
            _ = try? await health.observe("toy", clock.wall) { () async throws(MethodError) -> Step in throw error }
        }
    }

    @Test func silenceCounts() async throws {
        let method = try method()
        await fail(MethodError(HTTPFailure(.timedOut, "no answer"), from: "the upstream"))
        #expect(!health.isAvailable(method, at: clock.now))
        clock.advance(by: MethodHealth.pause)
        #expect(health.isAvailable(method, at: clock.now))
    }

    /// Returns that fail, each after a start that asked nobody.
    private func failReturns(_ error: MethodError, _ fields: [FormField]) async throws {
        let parameters = try #require(CallbackParameters(fields))
        for _ in 0..<MethodHealth.tolerated {
            _ = try await health.observe("toy", clock.wall) { () async throws(MethodError) -> Step in Step() }
            _ = try? await health.observe("toy", clock.wall, after: .callback(parameters)) {
                () async throws(MethodError) -> Step in throw error
            }
        }
    }

    @Test(arguments: [
        MethodError(HTTPFailure(.timedOut, "no answer"), from: "the upstream"),
        MethodError(.unavailable, "answers 503", underlying: UpstreamStatus(503)),
        MethodError(.unavailable, "answers 429", underlying: UpstreamStatus(429)),
    ]) func anUpstreamThatRedeemsNothingCounts(_ error: MethodError) async throws {
        let method = try method()
        try await failReturns(error, [FormField(name: "code", value: "c")])
        #expect(!health.isAvailable(method, at: clock.now))
        clock.advance(by: MethodHealth.pause)
        #expect(health.isAvailable(method, at: clock.now))
    }

    @Test(arguments: [
        (MethodError(.unavailable, "says so"), "code"),
        (MethodError(.unavailable, "answers 401", underlying: UpstreamStatus(401)), "code"),
        (MethodError(.untrusted, "no such code"), "code"),
        (MethodError(.unavailable, "answers 503", underlying: UpstreamStatus(503)), "error"),
    ]) func whatAnybodyCanWriteIntoAnAddressCountsForNothing(_ error: MethodError, _ name: String) async throws {
        let method = try method()
        try await failReturns(error, [FormField(name: name, value: "temporarily_unavailable")])
        #expect(health.isAvailable(method, at: clock.now))
    }

    @Test func thatNoConnectionIsFreeCountsForNothing() async throws {
        let method = try method()
        await fail(MethodError(HTTPFailure(.noConnectionFree, "all are in use"), from: "the upstream"))
        #expect(health.isAvailable(method, at: clock.now))
    }

    @Test func aClockThatIsSetBackKeepsNoMethodAway() async throws {
        let method = try method()
        await fail(MethodError(.unavailable, "down"))
        clock.advance(by: -1)
        #expect(health.isAvailable(method, at: clock.now), "longer than a pause ahead")
    }

    @Test func aStepThatIsLongerAheadThanAnyIsOver() {
        let now = Date(timeIntervalSince1970: 1_000_000)
        for (offset, isPast) in [(-1.0, true), (0, true), (1, false), (30, false), (31, true), (3600, true)] {
            #expect((now + offset).isPast(at: now, after: 30) == isPast, "\(offset)")
        }
    }
}
