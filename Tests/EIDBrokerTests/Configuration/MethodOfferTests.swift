import EIDBroker
import EIDJOSE
import EIDMethod
import FoundationEssentials
import Testing

/// Clients that could never succeed, because none of their methods offers what they want.
///
/// The toy offers verification and authentication up to high, the small one verification at low.
@Suite struct MethodOfferTests {
    private func issues(
        of methods: [String] = ["toy", "small"],
        _ change: (inout Client) -> Void
    ) throws -> [String] {
        let clock = TestClock()
        let script = ToyScript(BrokerBench.person(clock))
        let services = MethodServices(http: NoTransport(), clock: clock.wall, random: .system, log: LogBook().logger)
        let toy = ToyConfiguration(script: script)
        let all = [
            Method(id: "toy", provider: ToyProvider(configuration: toy, services: services)),
            Method(id: "small", provider: SmallProvider(configuration: toy, services: services)),
        ]
        let configuration = BrokerConfiguration(
            issuer: try #require(URL(string: BrokerBench.issuer)),
            signingKeys: [],
            clients: [BrokerBench.bank(), BrokerBench.shop(change)],
            subjectSecret: Secret([]),
            storageSecret: Secret([])
        )
        let known = all.filter { methods.contains($0.id) }.map { ($0.id, MethodOffer($0)) }
        return configuration.issues(offers: Dictionary(uniqueKeysWithValues: known)).map(\.path)
    }

    @Test func aClientWhoseMethodsOfferWhatItWantsHasNoIssue() throws {
        #expect(try issues { _ in }.isEmpty)
        #expect(try issues { $0.methods = ["small"] }.isEmpty, "verification will do")
        #expect(try issues { $0.minimumAssurance = .high }.isEmpty)
    }

    @Test func aClientNoneOfWhoseTypesIsOffered() throws {
        #expect(
            try issues {
                $0.methods = ["small"]
                $0.types = [.authentication]
            } == ["clients[1].types"]
        )
    }

    @Test func aClientThatSignsWithMethodsThatDoNot() throws {
        #expect(try issues { $0.types = [.verification, .signing] } == ["clients[1].types"])
    }

    @Test func aClientWhoseMinimumIsOutOfReach() throws {
        #expect(
            try issues {
                $0.methods = ["small"]
                $0.minimumAssurance = .substantial
            } == ["clients[1].minimumAssurance"]
        )
    }

    @Test func aClientWhoseMinimumIsReachedOnlyByAMethodOfAnotherType() throws {
        #expect(
            try issues {
                $0.methods = ["small"]
                $0.types = [.verification]
                $0.minimumAssurance = .high
            } == ["clients[1].minimumAssurance"]
        )
    }

    @Test func nothingIsSaidWhereAMethodIsNotKnown() throws {
        #expect(
            try issues(of: ["small"]) {
                $0.methods = ["small", "toy"]
                $0.minimumAssurance = .high
            }.isEmpty
        )
    }
}
