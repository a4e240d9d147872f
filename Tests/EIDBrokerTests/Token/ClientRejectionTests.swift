import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import Testing

/// What the log says of a client that was not believed: one constant reason each, and nothing that the client sent.
@Suite struct ClientRejectionTests {
    private let client: AssertingClient
    private var bench: BrokerBench { client.bench }

    init() throws { client = try AssertingClient(beside: [BrokerBench.bank()]) }

    private func assertion(_ changes: [String: JSON?] = [:], key: JWK? = nil) throws -> String {
        try client.assertion(changes, key: key)
    }

    private func refuse(_ assertion: String) async throws {
        let fields = ["client_assertion": assertion, "client_assertion_type": AssertingClient.type]
        let answer = try await bench.redeem("x", fields, authorization: nil)
        #expect(answer.status == 401 && answer.error == "invalid_client")
        let sentence = try answer.json.requireString("error_description")
        #expect(sentence == "Client authentication failed.", "the client learns no reason")
    }

    private func expect(_ reason: String, of client: String = "shop", sourceLocation: SourceLocation = #_sourceLocation)
    {
        let line = bench.log.text.split(separator: "\n").last { $0.contains("client authentication failed") } ?? ""
        #expect(line.contains(#""reason": \#(reason)"#), "\(line)", sourceLocation: sourceLocation)
        #expect(line.contains(#""client": \#(client)"#), sourceLocation: sourceLocation)
        #expect(!line.contains("chosen by"), "no value of the token", sourceLocation: sourceLocation)
    }

    @Test(
        arguments: [
            ("another audience", ["aud": "https://chosen by.example"]), ("another audience", ["aud": []]),
            ("another issuer or subject than the client", ["iss": "chosen by"]),
            ("iss, sub, aud or exp is missing or of the wrong type", ["exp": nil]),
            ("iss, sub, aud or exp is missing or of the wrong type", ["aud": 1]),
            ("expired", ["exp": .integer(1)]),
            ("an expiry more than an hour ahead", ["exp": .integer(1 << 40)]),
            ("nbf or iat in the future", ["nbf": .integer(1 << 40)]),
            ("nbf or iat in the future", ["iat": .integer(1 << 40)]),
            ("no jti, or one that is too long", ["jti": nil]),
            ("no jti, or one that is too long", ["jti": 1]),
            ("no jti, or one that is too long", ["jti": .string(String(repeating: "chosen by", count: 30))]),
        ] as [(String, [String: JSON?])]
    )
    func claimsHaveAReason(_ reason: String, _ changes: [String: JSON?]) async throws {
        try await refuse(assertion(changes))
        expect(reason)
    }

    @Test func aSecondUseHasAReason() async throws {
        let token = try assertion()
        let fields = ["client_assertion": token, "client_assertion_type": AssertingClient.type]
        #expect(try await bench.redeem("x", fields, authorization: nil).error == "invalid_grant")
        try await refuse(token)
        expect("jti used before")
    }

    @Test func keysHaveReasons() async throws {
        try await refuse(assertion(key: .generate(.p256, keyID: "chosen by", algorithm: .es256)))
        expect("unknown key")
        try await refuse(assertion(key: .generate(.p256, keyID: "k1", algorithm: .es256)))
        expect("signature")
    }

    @Test func anAlgorithmHasAReason() async throws {
        let header: JSON = ["alg": "HS256", "kid": "k1"]
        let claims: JSON = ["sub": "shop"]
        let token = [header.serialized(), claims.serialized(), [1]].map { Base64URL.encode($0) }
        try await refuse(token.joined(separator: "."))
        expect("an algorithm, a header or a choice of key that is not allowed")
    }

    @Test func whatIsNoAssertionHasAReason() async throws {
        try await refuse("chosen by.anybody")
        expect("malformed assertion", of: "unregistered")
    }

    @Test func otherCredentialsHaveReasons() async throws {
        let basic = "Basic " + Base64.encode(Array("shop:\(BrokerBench.secret)".utf8))
        #expect(try await bench.redeem("x", authorization: basic).status == 401)
        expect("another kind of authentication than registered")
        #expect(try await bench.redeem("x", ["client_id": "shop"], authorization: nil).status == 401)
        expect("another kind of authentication than registered")
        let wrong = ["client_id": "bank", "client_secret": "chosen by"]
        #expect(try await bench.redeem("x", wrong, authorization: nil).status == 401)
        expect("wrong secret", of: "bank")
        let nobody = ["client_id": "chosen by", "client_secret": "chosen by"]
        #expect(try await bench.redeem("x", nobody, authorization: nil).status == 401)
        expect("not registered", of: "unregistered")
        #expect(try await bench.redeem("x", authorization: "Basic chosen by").status == 401)
        expect("credentials that cannot be read", of: "unregistered")
        #expect(try await bench.redeem("x", authorization: nil).status == 401)
        expect("no credentials", of: "unregistered")
    }
}
