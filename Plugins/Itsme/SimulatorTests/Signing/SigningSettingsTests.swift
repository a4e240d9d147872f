import EIDItsmeSimulator
import EIDJSON
import EIDSimulator
import Testing

/// Settings of partners and people that sign, and the actions that the control API lists.
@Suite struct SigningSettingsTests {
    @Test func theSampleHasAContractForBothInterfaces() throws {
        let configuration = try ItsmeSimulatorConfiguration.load(yaml: Samples.settings(), personas: Samples.personas())
        let client = try #require(configuration.clients.first { $0.id == "BrkDemo01x" })
        #expect(client.services.map(\.kind) == [.identification, .authentication, .signing, .signing])
        #expect(client.signing?.accounts == ["broker-demo"])
        #expect(client.signing?.accountTokenKey == .secret)
        #expect(client.signing?.allowsBatch == true)
        #expect(client.signing?.certificateName == "broker.localhost")
    }

    @Test func theSampleHasBothKindsOfAccountAndEveryStateOfACertificate() throws {
        let people = try ItsmePersona.load(yaml: Samples.personas())
        #expect(Set(people.map(\.isTestAccount)) == [true, false])
        #expect(Set(people.map(\.certificate)) == Set(ItsmePersona.CertificateState.allCases))
    }

    @Test func certificatesLastThreeYearsUnlessToldOtherwise() throws {
        func days(_ line: String) throws -> Int {
            try ItsmeSimulatorConfiguration.load(yaml: "baseURL: https://sim.example\n\(line)\n").trust.certificateDays
        }
        #expect(try days("") == 1095)
        #expect(try days("trust: {enabled: true}") == 1095)
        #expect(try days("trust: {certificateDays: 30}") == 30)
    }

    @Test func whatWasNeverIssuedIsRevokedWhenToldTo() throws {
        let yaml = "baseURL: https://sim.example\ntrust: {revokeUnissued: true}\n"
        #expect(try ItsmeSimulatorConfiguration.load(yaml: yaml).trust.revokesUnissued)
        #expect(!ItsmeTrustSettings().revokesUnissued)
    }

    @Test(arguments: ["0", "3651"]) func anImpossibleLifeIsReported(_ days: String) {
        #expect(throws: SettingsProblem.self) {
            try ItsmeSimulatorConfiguration.load(
                yaml: "baseURL: https://sim.example\ntrust: {certificateDays: \(days)}\n"
            )
        }
    }

    private func problem(_ signing: String, services: String? = nil) -> String {
        let usual = "[{code: S, type: signing, redirectURIs: [\"https://a.example/x\"]}]"
        let yaml = """
            baseURL: https://sim.example
            clients:
              - id: Sign01x
                authentication: private_key_jwt
                jwksURL: https://a.example/jwks.json
                services: \(services ?? usual)
                \(signing)
            """
        do {
            _ = try ItsmeSimulatorConfiguration.load(yaml: yaml)
            return ""
        } catch {
            return error.description
        }
    }

    @Test(
        arguments: [
            ("", "clients[0].signing  is missing"), ("signing: {accounts: [a]}", "needs a secret"),
            ("signing: {secret: s, accountTokenKey: md5}", "accountTokenKey  must be one of"),
            ("signing: {secret: s, redirectPattern: \"(\"}", "is not a regular expression"),
            ("signing: {secret: s, addresses: [127.0.0.1]}", "belong to a certificate"),
            ("signing: {secret: s, colour: red}", "is not a known setting"),
        ]
    )
    func aMistakeIsReported(_ signing: String, _ text: String) { #expect(problem(signing).contains(text)) }

    @Test func aContractWithoutServiceIsReported() {
        let services = "[{code: S, redirectURIs: [\"https://a.example/x\"]}]"
        #expect(problem("signing: {secret: s}", services: services).contains("have none of type signing"))
    }

    @Test func theOASISInterfaceTakesOneRedirectURI() {
        let services = "[{code: S, type: signing, redirectURIs: [\"https://a.example/x\", \"https://a.example/y\"]}]"
        #expect(problem("signing: {certificate: a}", services: services).contains("one redirect URI each"))
        #expect(problem("signing: {secret: s}", services: services) == "")
    }

    @Test func aContractIsRead() { #expect(problem("signing: {secret: s, batch: true}") == "") }

    @Test func actionsAreListedAndDecidedByTheirID() async throws {
        let bench = try SigningBench()
        let url = try await bench.startIdentification().url
        let id = try #require(url.split(separator: "=").last.map(String.init))
        let listed = try JSONValue.parse(await bench.get("/control/actions").body)
        #expect(listed[index: 0]?["id"]?.string == id)
        #expect(listed[index: 0]?["type"]?.string == "signing")
        #expect(listed[index: 0]?["asks"]?.string == "certificate")
        let decided = await bench.post("/control/actions/\(id)", ["do": "approve", "persona": "saar"])
        #expect(try JSONValue.parse(decided.body)["state"]?.string == "approved")
        #expect(await bench.get("/control/traces/\(id)").status == 200)
    }

    @Test(
        arguments: [
            ("approve", "approved", nil), ("reject", "rejected", "REJECTED"), ("cancel", "rejected", "REJECTED"),
            ("expire", "expired", "EXPIRED"), ("fail", "failed", "UNEXPECTED_ERROR"),
            ("wrong_code", "action_pending", nil),
        ] as [(String, String, String?)]
    )
    func everyDecisionIsPossible(_ word: String, _ state: String, _ reason: String?) async throws {
        let bench = try SigningBench()
        let url = try await bench.startIdentification().url
        let id = try #require(url.split(separator: "=").last.map(String.init))
        let answer = await bench.post("/control/actions/\(id)", ["do": .string(word), "persona": "saar"])
        let action = try JSONValue.parse(answer.body)
        #expect(action["state"]?.string == state)
        #expect(action["reason"]?.string == reason)
    }

    @Test func nobodyOfAnUnknownCountryGetsACertificate() async throws {
        let bench = try SigningBench { configuration in
            for index in configuration.personas.indices { configuration.personas[index].document.country = "XYZ" }
        }
        let (session, url) = try await bench.startIdentification()
        _ = try await bench.control.walk(url, persona: "lotte")
        #expect(SigningBench.reason(await bench.status(session)) == "409 UNEXPECTED_ERROR")
    }
}
