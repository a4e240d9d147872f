import EIDMethod
import EIDMethodTesting
import EIDOpenIDConnectSimulator
import Foundation
import Testing

@testable import EIDOpenIDConnect

/// An upstream that remembers who signed in, and a client that may want more.
@Suite struct FreshnessTests {
    private struct Visit {
        let transaction: SingleTransaction
        var bench: OpenIDConnectBench { transaction.bench }

        /// Somebody signed in an hour ago.
        init() async throws {
            let bench = try OpenIDConnectBench(.plain) { $0.keepsSession = true }
            transaction = SingleTransaction(bench)
            _ = try await transaction.perform(try transaction.request())
            bench.clock.advance(by: .seconds(3600))
        }

        func identity(_ freshness: Freshness, _ action: PersonAction = .approve) async throws -> VerifiedIdentity {
            try await transaction.perform(try transaction.request(freshness: freshness), action)
        }
    }

    @Test func thePersonIsRememberedAndTheTimeIsThatOfTheirProof() async throws {
        let visit = try await Visit()
        // Nobody is asked, so that nobody can refuse.
        let identity = try await visit.identity(Freshness(), .decline)
        #expect(identity.isTimeKnown)
        #expect(identity.authenticatedAt == visit.bench.clock.now.addingTimeInterval(-3600))
        let recent = try await visit.identity(Freshness(maximumAge: 7200), .decline)
        #expect(recent.authenticatedAt == identity.authenticatedAt)
    }

    @Test(arguments: [
        Freshness(maximumAge: 0), Freshness(maximumAge: 3599), Freshness(reauthenticates: true),
    ])
    func thePersonIsAskedAnewOnDemand(_ freshness: Freshness) async throws {
        let visit = try await Visit()
        await #expect(throws: MethodError(.declined, "")) { try await visit.identity(freshness, .decline) }
        let identity = try await visit.identity(freshness)
        #expect(identity.isTimeKnown && identity.authenticatedAt == visit.bench.clock.now)
    }

    @Test func anEarlierTimeIsToldAsItIsWhereTheUpstreamIgnoresTheDemand() async throws {
        let visit = try await Visit()
        visit.bench.simulator.inject(.ignoredFreshness)
        let identity = try await visit.identity(Freshness(maximumAge: 0), .decline)
        #expect(identity.authenticatedAt == visit.bench.clock.now.addingTimeInterval(-3600))
    }

    @Test(arguments: [Freshness(), Freshness(maximumAge: 0), Freshness(reauthenticates: true)])
    func aTimeThatTheUpstreamDoesNotStateIsNotKnown(_ freshness: Freshness) async throws {
        let visit = try await Visit()
        visit.bench.simulator.inject(.noAuthenticationTime)
        #expect(try await visit.identity(freshness).isTimeKnown == false)
    }

    @Test(arguments: [Arrangement.plain, .sealed])
    func theSuiteFindsANewProof(_ arrangement: Arrangement) async throws {
        let bench = try OpenIDConnectBench(arrangement) { $0.keepsSession = true }
        #expect(try await MethodConformance.provesAnewOnDemand(bench) == .shown)
        let careless = try OpenIDConnectBench(arrangement) { $0.keepsSession = true }
        careless.simulator.inject(.ignoredFreshness)
        await #expect(throws: ConformanceFailure.self) { try await MethodConformance.provesAnewOnDemand(careless) }
    }
}
