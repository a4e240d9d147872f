import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

@testable import EIDItsmeSimulator

/// What §6.5 has against request objects.
@Suite struct RequestObjectTests {
    private func object(_ changes: [String: JSON?] = [:], encrypted: Bool = true) throws -> String {
        var claims: JSON = [
            "iss": .string(PartnerBench.keyPair), "aud": "https://sim.example/v2",
            "client_id": .string(PartnerBench.keyPair), "response_type": "code",
            "redirect_uri": .string(PartnerBench.redirect), "scope": "openid service:IDENT", "state": "inner",
            "nonce": "inner", "claims": ["id_token": ["name": nil]],
        ]
        for (name, value) in changes { claims[name] = value }
        let signer = try JWSSigner(key: PartnerBench.signing.get())
        guard encrypted else { return try signer.sign(claims.serialized()) }
        let recipient = try #require(try PartnerBench.serverKeys.get().encryption.publicHalf)
        let sealer = try JWESealer(key: recipient, encryption: .a128CBCHS256)
        return try NestedToken.sealed(claims.serialized(), signer: signer, sealer: sealer)
    }

    private func refusal(_ token: String, scope: String = "openid service:IDENT") async throws -> String? {
        await (try PartnerBench()).refusal(["request": token, "scope": scope])
    }

    @Test func aCorrectObjectIsAcceptedAndItsStateWins() async throws {
        let bench = try PartnerBench()
        let answer = await bench.authorize(["request": try object(), "state": "outer"])
        let id = try #require(answer.header("Location")?.split(separator: "/").last)
        let back = try await bench.control.approve(actionID: String(id), persona: "lotte").redirect
        #expect(PartnerBench.query(of: back)?["state"] == "inner")
    }

    @Test func anObjectForTheAuthorizationEndpointIsAccepted() async throws {
        #expect(try await refusal(object(["aud": "https://sim.example/v2/authorization"])) == nil)
    }

    @Test func anUnencryptedObjectIsRefused() async throws {
        #expect(try await refusal(object(encrypted: false)) == "invalid_request_object")
    }

    @Test func anotherIssuerIsRefused() async throws {
        #expect(try await refusal(object(["iss": "Another01x"])) == "invalid_request_object")
    }

    @Test func anotherAudienceIsRefused() async throws {
        #expect(try await refusal(object(["aud": "https://elsewhere.example/v2"])) == "invalid_request_object")
    }

    @Test func anExpiredObjectIsRefused() async throws {
        #expect(try await refusal(object(["exp": 1_600_000_000])) == "invalid_request_object")
    }

    @Test func anotherClientInsideIsRefused() async throws {
        #expect(try await refusal(object(["client_id": .string(PartnerBench.shared)])) == "invalid_request")
    }

    @Test func anotherResponseTypeInsideIsRefused() async throws {
        #expect(try await refusal(object(["response_type": "token"])) == "invalid_request")
    }

    @Test func aWiderScopeOutsideIsRefused() async throws {
        #expect(try await refusal(object(), scope: "openid service:IDENT profile") == "invalid_request")
    }

    @Test func openidMustStandOutside() async throws {
        #expect(try await refusal(object(), scope: "service:IDENT") == "invalid_request")
    }

    @Test func aForeignSignatureIsRefused() async throws {
        let foreign = try PartnerBench.foreign.get()
        let claims: JSON = ["iss": .string(PartnerBench.keyPair), "aud": "https://sim.example/v2"]
        let recipient = try #require(try PartnerBench.serverKeys.get().encryption.publicHalf)
        let token = try NestedToken.sealed(
            claims.serialized(),
            signer: JWSSigner(key: foreign),
            sealer: JWESealer(key: recipient, encryption: .a128CBCHS256)
        )
        #expect(try await refusal(token) == "invalid_request_object")
    }

    @Test func anObjectForAReplacedKeyStillOpens() async throws {
        let bench = try PartnerBench()
        let token = try object()
        let before = try JWKSet(parsing: JSONValue.parse(await bench.get("/v2/jwkSet").body)).keys.map(\.keyID)
        try await bench.control.rotateEncryptionKey()
        #expect(await bench.refusal(["request": token]) == nil)
        let published = try JWKSet(parsing: JSONValue.parse(await bench.get("/v2/jwkSet").body)).keys
        let now = published.filter { $0.use == .encryption }.map(\.keyID)
        #expect(now.count == 1 && !before.contains(now[0]))
    }

    @Test func aClientWithASecretNeedsKeysForItsObjects() async throws {
        let claims: [String: JSON?] = [
            "iss": .string(PartnerBench.shared), "client_id": .string(PartnerBench.shared),
        ]
        let token = try object(claims)
        let without = await (try PartnerBench()).refusal(client: PartnerBench.shared, ["request": token])
        #expect(without == "invalid_request_object")
        let keys = JSON(try JSONValue.parse(PartnerBench.keySet()))
        let bench = try PartnerBench { $0.clients[1].requestObjectKeys = keys }
        #expect(await bench.refusal(client: PartnerBench.shared, ["request": token]) == nil)
    }

    private static let address = "https://broker.example:443/request"

    private func refusal(of address: String, registered: Bool = true, _ token: String?) async throws -> String? {
        let bench = try PartnerBench(documents: token.map { [address: $0] } ?? [:]) {
            if registered { $0.clients[0].services[0].requestURIs = [address] }
        }
        return await bench.refusal(["request_uri": address])
    }

    @Test func anObjectByReferenceIsFetched() async throws {
        #expect(try await refusal(of: Self.address, object()) == nil)
    }

    @Test func anAddressThatIsNotRegisteredIsRefused() async throws {
        #expect(try await refusal(of: Self.address, registered: false, object()) == "invalid_request_uri")
    }

    @Test(arguments: [
        "https://broker.example/request", "https://broker.example/:443/", "http://broker.example:443/request",
        "https://broker.example:8443/request",
    ])
    func anAddressWithoutItsPortIsRefused(_ address: String) async throws {
        #expect(try await refusal(of: address, object()) == "invalid_request_uri")
    }

    @Test func anAddressThatDoesNotAnswerIsRefused() async throws {
        #expect(try await refusal(of: Self.address, nil) == "invalid_request_uri")
    }

    @Test func anAddressWithSomethingElseIsRefused() async throws {
        #expect(try await refusal(of: Self.address, "<html>") == "invalid_request_object")
    }

    @Test func aBrokenObjectWithoutAWayBackIsShownOnThePage() async throws {
        let answer = await (try PartnerBench()).authorize(["request": "a.b.c.d.e", "redirect_uri": nil])
        #expect(answer.status == 400)
        #expect(answer.header("Location") == nil)
        #expect(answer.text.contains("invalid_request_object") && !answer.text.contains("redirect_uri"))
    }

    @Test(arguments: ["state", "scope", "request", "ui_locales"])
    func aDoubledParameterBesideAnObjectIsRefused(_ name: String) async throws {
        let bench = try PartnerBench()
        let fields = bench.parameters(["request": try object(), "ui_locales": "nl"])
        let again = try #require(fields.first { $0.name == name })
        let answer = await bench.get("/v2/authorization", fields + [again])
        #expect(PartnerBench.query(of: answer.header("Location"))?["error"] == "invalid_request", "\(answer.status)")
    }

    @Test func theDecryptedObjectStandsInTheTrace() async throws {
        let bench = try PartnerBench()
        _ = await bench.authorize(["request": try object()])
        let trace = try #require(await bench.control.traces().last)
        #expect(trace.json.text.contains("\"nonce\":\"inner\""))
        #expect(trace.json.text.contains("<redacted"))
    }
}
