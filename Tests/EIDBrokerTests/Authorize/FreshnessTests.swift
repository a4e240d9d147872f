import EIDBroker
import EIDJSON
import EIDMethod
import Foundation
import Testing

/// How recent a proof must be: what the client demands, what the method hears and what it may answer.
@Suite struct FreshnessTests {
    private func bench(isTimeKnown: Bool = true, after seconds: Double = 0) throws -> BrokerBench {
        let bench = try BrokerBench()
        bench.script.change { script in
            script.result = script.result.map { identity in
                var identity = identity
                identity.isTimeKnown = isTimeKnown
                return identity
            }
        }
        bench.clock.advance(by: seconds)
        return bench
    }

    @Test func theDemandReachesTheMethod() async throws {
        let bench = try bench()
        func demand(_ changes: [String: String]) async throws -> Freshness? {
            _ = try await bench.start(changes.mapValues { $0 })
            return bench.script.now.requests.last?.freshness
        }
        #expect(try await demand([:]) == Freshness())
        #expect(try await demand(["prompt": "select_account consent"]) == Freshness())
        #expect(try await demand(["prompt": "login"]) == Freshness(reauthenticates: true))
        #expect(try await demand(["prompt": "consent login"]) == Freshness(reauthenticates: true))
        #expect(try await demand(["max_age": "0"]) == Freshness(maximumAge: 0))
        let both = Freshness(maximumAge: 300, reauthenticates: true)
        #expect(try await demand(["max_age": "300", "prompt": "login"]) == both)
    }

    @Test(arguments: [["max_age": "0"], ["prompt": "login"], ["max_age": "7200", "prompt": "login"]])
    func anEarlierProofIsRefusedWhereANewOneIsDemanded(_ demand: [String: String]) async throws {
        let bench = try bench(after: 3600)
        let answer = try await bench.callback(bench.start(demand.mapValues { $0 }))
        #expect(try answer.query["error"] == "login_required")
        #expect(bench.log.text.contains("before the time that the client allows"))
    }

    @Test(arguments: ["0", "60", "9999999999"])
    func aProofWithoutATimeIsRefusedWhereMaxAgeIsDemanded(_ age: String) async throws {
        let bench = try bench(isTimeKnown: false)
        #expect(try await bench.callback(bench.start(["max_age": age])).query["error"] == "login_required")
        #expect(bench.log.text.contains("does not say when"))
    }

    @Test(arguments: [[:], ["prompt": "login"]])
    func aTimeThatNobodyKnowsIsNotClaimed(_ demand: [String: String]) async throws {
        let bench = try bench(isTimeKnown: false)
        let token = try await bench.idToken(bench.redeem(bench.code(demand.mapValues { $0 })))
        #expect(token["auth_time"] == nil)
        #expect(token["iat"] != nil)
    }

    @Test(arguments: [["max_age": "0"], ["prompt": "login"], ["max_age": "7200"]])
    func aNewProofIsTakenAndItsTimeClaimed(_ demand: [String: String]) async throws {
        let bench = try bench()
        let token = try await bench.idToken(bench.redeem(bench.code(demand.mapValues { $0 })))
        #expect(token["auth_time"]?.integer == bench.clock.seconds)
    }
}
