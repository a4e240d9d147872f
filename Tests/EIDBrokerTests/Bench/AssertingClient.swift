import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import Testing

/// The shop as a client that proves itself by assertions (`private_key_jwt`), beside a broker that knows its key.
struct AssertingClient {
    static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    let key: JWK
    let bench: BrokerBench

    init(beside others: [Client] = []) throws {
        key = try JWK.generate(.p256, keyID: "k1", use: .signature, algorithm: .es256)
        let keys = try JWKSet(keys: [try #require(key.publicHalf)])
        bench = try BrokerBench(clients: [BrokerBench.shop { $0.authentication = .privateKeyJWT(keys) }] + others)
    }

    /// What a good assertion says, with changes.
    func claims(_ changes: [String: JSON?] = [:]) -> JSON {
        var json: JSON = [
            "iss": "shop", "sub": "shop", "aud": .string(BrokerBench.issuer), "jti": "id-1",
            "exp": .integer(bench.clock.seconds + 60), "iat": .integer(bench.clock.seconds),
        ]
        for (name, value) in changes { json[name] = value }
        return json
    }

    /// An assertion, signed with the client's key or another one.
    func assertion(_ changes: [String: JSON?] = [:], key: JWK? = nil, type: String? = "JWT") throws -> String {
        try JWSSigner(key: key ?? self.key, algorithm: .es256).sign(claims(changes).serialized(), type: type)
    }
}
