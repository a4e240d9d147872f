import EIDBroker
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

/// A method answers within what its own descriptor says, or not at all.
@Suite struct DescriptorTests {
    private static func client(_ methods: String...) -> Client {
        BrokerBench.bank {
            $0.methods = methods
            $0.attributes = [Attribute<String>.name.name, Attribute<String>.givenName.name]
        }
    }

    /// A method that knows nothing below `substantial`, and answers with a level at once.
    private func sure(_ assurance: Assurance, _ clock: TestClock) -> Method {
        var person = BrokerBench.person(clock)
        person.assurance = assurance
        let identity = person
        return Method(
            id: "sure",
            displayName: nil,
            descriptor: MethodDescriptor(
                provider: "sure",
                displayName: LocalizedText("Sure"),
                types: [.verification],
                attributes: [],
                assurance: AssuranceTable([.init("good", .substantial), .init("best", .high)])
            ),
            types: [.verification],
            begin: { _ throws(MethodError) in .finished(identity) },
            resume: { _, _, _ throws(MethodError) in throw MethodError(.unsupported, "nobody comes back") },
            redraw: { _, _ in nil },
            abandon: { _, _ in }
        )
    }

    /// What comes of a method that answers at once.
    private func answer(
        _ bench: BrokerBench,
        _ method: String,
        level: String? = nil,
        scope: String = "openid profile"
    ) async throws -> FlowAnswer {
        bench.script.change { $0.endsAtOnce = true }
        let values = ["method:\(method)", level.map { "http://eidas.europa.eu/LoA/\($0)" }].compactMap { $0 }
        let changes = ["acr_values": values.joined(separator: " "), "scope": scope]
        return try await bench.authorize(changes, from: BrokerBench.bankRequest)
    }

    private func error(_ code: MethodError.Code) -> String { ErrorCatalogue.entry(for: code).clientError }

    @Test func aLevelAboveTheMethodsHighestIsRefused() async throws {
        let bench = try BrokerBench(clients: [Self.client("toy", "small")])
        #expect(try await answer(bench, "small").query["error"] == error(.untrusted))
    }

    @Test func aLevelBetweenThoseOfTheMethodIsRefused() async throws {
        let bench = try BrokerBench(clients: [Self.client("toy", "small")])
        bench.script.change {
            var person = BrokerBench.person(bench.clock)
            person.assurance = .substantial
            $0.result = .success(person)
        }
        #expect(try await answer(bench, "toy").query["error"] == error(.untrusted))
    }

    @Test func aLevelBelowTheMethodsLowestIsWhatAnUnknownOneCountsAs() async throws {
        let clock = TestClock()
        let bench = try BrokerBench(clients: [Self.client("sure")], clock: clock, others: [sure(.low, clock)])
        #expect(try await answer(bench, "sure").query["code"] != nil)
    }

    @Test func aLevelBelowTheMethodsLowestIsRefusedWhereMoreWasAskedFor() async throws {
        let clock = TestClock()
        let bench = try BrokerBench(clients: [Self.client("sure")], clock: clock, others: [sure(.low, clock)])
        let answer = try await answer(bench, "sure", level: "substantial")
        #expect(try answer.query["error"] == error(.insufficientAssurance))
    }

    @Test func anAttributeThatTheMethodDoesNotOfferIsDropped() async throws {
        let bench = try BrokerBench(clients: [Self.client("toy", "small")])
        bench.script.change {
            var person = BrokerBench.person(bench.clock)
            person.assurance = .low
            $0.result = .success(person)
        }
        let code = try #require(try await answer(bench, "small").query["code"])
        let known = try await bench.userInfo(bench.redeemAsBank(code))
        #expect(known["name"]?.string == "Ada Lovelace" && known["given_name"] == nil)
        #expect(bench.log.text.contains("givenName") && !bench.log.text.contains("Ada"))
    }

    /// A method that answers at once with a given name from a document of a country.
    private func declaring(_ offer: AttributeOffer, from country: String?, _ clock: TestClock) -> Method {
        var person = BrokerBench.person(clock)
        person.assurance = .low
        person.attributes = IdentityAttributes()
        let source = Provenance(claim: "document", basis: .document, issuingCountry: country)
        person.attributes.set(.name, to: "Ada Lovelace", from: source)
        person.attributes.set(.givenName, to: "Ada", from: Provenance(claim: "given", basis: .upstream))
        let identity = person
        return Method(
            id: "declaring",
            displayName: nil,
            descriptor: MethodDescriptor(
                provider: "declaring",
                displayName: LocalizedText("Declaring"),
                types: [.verification],
                attributes: [AttributeOffer(.name, .always), offer],
                assurance: AssuranceTable([.init("low", .low)])
            ),
            types: [.verification],
            begin: { _ throws(MethodError) in .finished(identity) },
            resume: { _, _, _ throws(MethodError) in throw MethodError(.unsupported, "nobody comes back") },
            redraw: { _, _ in nil },
            abandon: { _, _ in }
        )
    }

    /// The given name that a client gets in the end.
    private func delivered(_ offer: AttributeOffer, from country: String?) async throws -> String? {
        let clock = TestClock()
        let methods = [declaring(offer, from: country, clock)]
        let bench = try BrokerBench(clients: [Self.client("declaring")], clock: clock, others: methods)
        let code = try #require(try await answer(bench, "declaring").query["code"])
        let known = try await bench.userInfo(bench.redeemAsBank(code))
        #expect(known["name"]?.string == "Ada Lovelace")
        return known["given_name"]?.string
    }

    @Test(arguments: [nil, "BEL"])
    func anAttributeThatIsDeclaredAsNeverThereIsDropped(country: String?) async throws {
        #expect(try await delivered(AttributeOffer(.givenName, .never), from: country) == nil)
    }

    @Test func anAttributeThatIsNeverThereForDocumentsOfTheCountryIsDropped() async throws {
        let offer = AttributeOffer(.givenName, .always, exceptions: ["BEL": .never])
        #expect(try await delivered(offer, from: "BEL") == nil)
        #expect(try await delivered(offer, from: "NLD") == "Ada")
    }

    @Test func anAttributeThatIsThereForDocumentsOfSomeCountriesIsKeptForThem() async throws {
        let offer = AttributeOffer(.givenName, .never, exceptions: ["BEL": .maybe])
        #expect(try await delivered(offer, from: "BEL") == "Ada")
        #expect(try await delivered(offer, from: "NLD") == nil)
        // Nobody knows which country it was.
        #expect(try await delivered(offer, from: nil) == "Ada")
    }
}
