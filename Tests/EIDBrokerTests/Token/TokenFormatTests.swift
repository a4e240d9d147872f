import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import Testing

/// What ID tokens and UserInfo look like for clients that ask for something else than the standard.
@Suite struct TokenFormatTests {
    private func header(_ token: String) throws -> JSONValue {
        let first = try #require(token.split(separator: ".").first)
        return try JSONValue.parse(#require(Base64URL.decode(first)))
    }

    @Test func theClientsAlgorithmSigns() async throws {
        let keys = [try JWK.generate(.p256), try JWK.generate(.ed25519)]
        let clients = [BrokerBench.shop { $0.idTokenSigningAlgorithm = .edDSA }]
        let bench = try BrokerBench(clients: clients, signingKeys: keys)
        let tokens = try await bench.redeem(bench.code())
        let header = try header(tokens.json.requireString("id_token"))
        #expect(header["alg"]?.string == "EdDSA" && header["kid"]?.string == keys.last?.thumbprint)
        let claims = try bench.idToken(tokens)
        #expect(claims["sub"] != nil)
        let access = try tokens.json.requireString("access_token")
        #expect(claims["at_hash"]?.string == Base64URL.encode(SHA512.digest(access).prefix(32)))
    }

    @Test func anRSAKeyThatIsSetToPS256SignsWithIt() async throws {
        let pem = SettingValue.secret(Secret(try JWK.generate(.rsa()).privatePEM()))
        let value: SettingValue = ["signingKeys": [["key": pem, "algorithm": "PS256"]]]
        let settings = SettingsReader(value, describedBy: BrokerConfiguration.settings)
        let bench = try BrokerBench(signingKeys: BrokerConfiguration(reading: settings).signingKeys)
        let token = try await bench.redeem(bench.code()).json.requireString("id_token")
        let published = try JWKSet(parsing: JSONValue.parse(bench.broker.keySet))
        let verified = try JWSVerifier(keys: published, algorithms: [.ps256]).verify(token)
        #expect(try JSONValue.parse(verified.payload)["aud"]?.string == "shop")
        #expect(throws: JOSEError.self) {
            _ = try JWSVerifier(keys: published, algorithms: [.rs256]).verify(token)
        }
        let discovery = try JSONValue.parse(bench.broker.discoveryDocument)
        #expect(discovery["id_token_signing_alg_values_supported"]?.strings == ["PS256"])
    }

    /// OpenID Connect Registration §2 makes RS256 the default, and libraries expect it, whatever the order of the keys.
    @Test(
        arguments: [
            ([.rsa(), .p256], "RS256"), ([.p256, .rsa()], "RS256"), ([.p256, .ed25519], "ES256"),
            ([.ed25519, .p256], "EdDSA"),
        ] as [([JWK.Kind], String)]
    )
    func withoutAWordIDTokensAreSignedWithRS256OrTheFirstKey(_ kinds: [JWK.Kind], _ algorithm: String) async throws {
        let bench = try BrokerBench(signingKeys: kinds.map { try JWK.generate($0) })
        let token = try await bench.redeem(bench.code()).json.requireString("id_token")
        #expect(try header(token)["alg"]?.string == algorithm)
    }

    @Test func anRSAKeyForPS256IsNoneForTheDefault() async throws {
        let keys = [try JWK.generate(.p256), try JWK.generate(.rsa(), algorithm: .ps256)]
        let bench = try BrokerBench(signingKeys: keys)
        let token = try await bench.redeem(bench.code()).json.requireString("id_token")
        #expect(try header(token)["alg"]?.string == "ES256")
    }

    @Test func anIDTokenIsEncryptedForAClientThatAsks() async throws {
        let key = try JWK.generate(.p256, use: .encryption)
        let half = try #require(key.publicHalf)
        let wanted = Client.Encryption(key: half, algorithm: .ecdhESA256KW, encryption: .a256GCM)
        let bench = try BrokerBench(clients: [BrokerBench.shop { $0.idTokenEncryption = wanted }])
        let token = try await bench.redeem(bench.code()).json.requireString("id_token")
        let opened = try NestedToken.opened(
            token,
            opener: JWEOpener(keys: [key], algorithms: [.ecdhESA256KW], encryptions: [.a256GCM]),
            verifier: JWSVerifier(
                keys: JWKSet(parsing: JSONValue.parse(bench.broker.keySet)),
                algorithms: [.es256]
            )
        )
        #expect(try JSONValue.parse(opened.inner.payload)["aud"]?.string == "shop")
    }

    @Test func userInfoIsSignedForAClientThatAsks() async throws {
        let bench = try BrokerBench(clients: [BrokerBench.shop { $0.userInfoSigningAlgorithm = .es256 }])
        let access = try await bench.redeem(bench.code()).json.requireString("access_token")
        let answer = await bench.broker.userInfo(authorization: "Bearer \(access)", form: nil)
        #expect(answer.mediaType == "application/jwt")
        let verifier = JWSVerifier(
            keys: try JWKSet(parsing: JSONValue.parse(bench.broker.keySet)),
            algorithms: [.es256]
        )
        let claims = try JSONValue.parse(verifier.verify(String(decoding: answer.body, as: UTF8.self)).payload)
        #expect(claims["iss"]?.string == BrokerBench.issuer && claims["aud"]?.string == "shop")
        #expect(claims["name"]?.string == "Ada Lovelace" && claims["sub"] != nil)
    }

    @Test func theKeySetShowsPublicPartsWithNamesUsesAndAlgorithms() throws {
        let bench = try BrokerBench(signingKeys: [JWK.generate(.rsa()), JWK.generate(.p256)])
        let keys = try JSONValue.parse(bench.broker.keySet).requireArray("keys")
        #expect(keys.count == 2 && Set(keys.compactMap { $0["kid"]?.string }).count == 2)
        for key in keys {
            #expect(key["use"]?.string == "sig" && key["alg"]?.string != nil)
            for secret in ["d", "p", "q", "dp", "dq", "qi", "k"] { #expect(key[secret] == nil) }
        }
    }
}
