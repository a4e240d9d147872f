import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@Suite struct BrokerConfigurationTests {
    private func issues(_ change: (inout BrokerConfiguration) -> Void) throws -> [String] {
        var configuration = BrokerConfiguration(
            issuer: try #require(URL(string: BrokerBench.issuer)),
            signingKeys: [try JWK.generate(.p256)],
            clients: [BrokerBench.shop()],
            subjectSecret: Secret([UInt8](repeating: 1, count: 32)),
            storageSecret: Secret([UInt8](repeating: 2, count: 32))
        )
        change(&configuration)
        return configuration.issues(methods: ["toy"]).map(\.path)
    }

    @Test func aGoodConfigurationHasNoIssues() throws {
        #expect(try issues { _ in }.isEmpty)
    }

    @Test(arguments: [
        "http://broker.example", "https://broker.example/", "https://broker.example/path", "https://a@broker.example",
        "https://broker.example?q", "ftp://broker.example", "HTTPS://broker.example", "https://Broker.example",
        "HTTP://LOCALHOST:9580",
    ])
    func refusesIssuer(_ text: String) throws {
        let url = try #require(URL(string: text))
        #expect(try issues { $0.issuer = url } == ["issuer"])
    }

    @Test(arguments: ["HTTP://LOCALHOST:9580", "https://Broker.example"])
    func saysThatAnIssuerIsInLowerCase(_ text: String) throws {
        var configuration = try read(Self.client, storage: ["kind": "memory"])
        configuration.issuer = try #require(URL(string: text))
        #expect(configuration.issues(methods: ["toy"]) == [.init("issuer", "must be in lower case")])
    }

    @Test(arguments: [
        "http://shop.example/cb", "https://shop.example/cb#x", "javascript:alert(1)", "data:text/html,x", "/cb",
        "myapp:/cb", "https://shop.example/\u{E9}", "", "https://*.shop.example/cb", "https://*/cb",
        "com.example.app://*/cb", "https://user@shop.example/cb", "https://:word@shop.example/cb",
        "https://shop.example@evil.example/cb", "http://a:b@localhost/cb", "https://shop.example:99999/cb",
        "https://shop.example:0/cb", "http://[::1]:65536/cb", "https://shop.example:99999999999999999999/cb",
        "https://shop.example:99999?x", "https://shop.example/%zz", "https://shop.example/cb?x=%",
        "com.example.app:/%4",
        "https://shop.example/cb?state=1", "https://shop.example/cb?x=1&iss", "https://shop.example/cb?%73tate=1",
    ])
    func refusesRedirectURI(_ uri: String) throws {
        #expect(try issues { $0.clients[0].redirectURIs = [uri] } == ["clients[0].redirectURIs[0]"])
        #expect(try issues { $0.clients[0].returnURIs = [uri] } == ["clients[0].returnURIs[0]"])
    }

    /// RFC 6749 §3.1: no parameter more than once.
    @Test(arguments: ["code", "state", "iss", "error", "error_description"])
    func refusesAParameterOfAnswersInARedirectURI(_ name: String) throws {
        let uris = ["https://shop.example/cb?x=1&\(name)=2", "https://shop.example/cb?x\(name)=2"]
        #expect(try issues { $0.clients[0].redirectURIs = uris } == ["clients[0].redirectURIs[0]"])
    }

    @Test(arguments: ["signing", "status", "state", "iss"])
    func refusesAParameterOfTheEndInAReturnURI(_ name: String) throws {
        let uris = ["https://shop.example/cb?\(name)", "https://shop.example/cb?code=1"]
        #expect(try issues { $0.clients[0].returnURIs = uris } == ["clients[0].returnURIs[0]"])
    }

    @Test func refusesTheSameURITwice() throws {
        let uris = ["https://shop.example/cb", "https://shop.example/cb?x", "https://shop.example/cb"]
        #expect(try issues { $0.clients[0].redirectURIs = uris } == ["clients[0].redirectURIs[2]"])
        #expect(try issues { $0.clients[0].returnURIs = uris } == ["clients[0].returnURIs[2]"])
    }

    @Test func warnsOfOneSecretForTwoPurposes() throws {
        var configuration = try read(Self.client, storage: ["kind": "memory"])
        configuration.signingKeys = [try JWK.generate(.rsa())]
        #expect(configuration.warnings.isEmpty)
        configuration.storageSecret = configuration.subjectSecret
        #expect(configuration.warnings.map(\.path) == ["storage.secret"])
    }

    @Test func refusesTheBrokersKeyAsAClients() throws {
        let (own, rsa, other) = (try JWK.generate(.p256), try JWK.generate(.rsa()), try JWK.generate(.p256))
        let halves = try [other, own].map { try #require($0.publicHalf) }
        let rsaHalf = try #require(rsa.publicHalf)
        let sealing = Client.Encryption(key: rsaHalf, algorithm: .rsaOAEP256, encryption: .a256GCM)
        let registered = try JWKSet(keys: halves)
        let found = try issues {
            $0.signingKeys = [own, rsa]
            $0.clients[0].authentication = .privateKeyJWT(registered)
            $0.clients[0].idTokenEncryption = sealing
        }
        #expect(found == ["clients[0].authentication.keys", "clients[0].idTokenEncryption"])
    }

    @Test func saysWhatIsWrongWithAMethodsKey() throws {
        var configuration = try read(Self.client, storage: ["kind": "memory"])
        configuration.methodKeys["toy"] = MethodKeys([.init(id: nil, use: .signing, pem: Secret("no key"))])
        #expect(
            configuration.issues(methods: ["toy"]) == [
                .init(
                    "methods.toy.keys[0].key",
                    "is not a usable private key: the PEM holds no key we can read without a passphrase"
                )
            ]
        )
    }

    @Test(arguments: [
        "http://localhost:8482/cb", "http://127.0.0.1/cb", "http://[::1]:1/cb", "com.example.app:/cb",
        "http://[::1]/cb",
        "https://shop.example:65535", "https://shop.example:/cb", "https://shop.example/%7E:99999?at=a:99999",
    ])
    func acceptsRedirectURI(_ uri: String) throws {
        #expect(try issues { $0.clients[0].redirectURIs = [uri] }.isEmpty)
    }

    @Test(arguments: [
        ["https://shop.example/cb", "https://app.shop.example/cb"],
        ["http://localhost/cb", "com.example.app:/cb", "http://127.0.0.1/cb"],
    ])
    func refusesSeveralHostsWithoutASector(_ uris: [String]) throws {
        #expect(try issues { $0.clients[0].redirectURIs = uris } == ["clients[0].sector"])
        #expect(
            try issues {
                $0.clients[0].redirectURIs = uris
                $0.clients[0].sector = "shop.example"
            }.isEmpty
        )
    }

    @Test(arguments: [
        ["https://shop.example/cb", "https://SHOP.example/other", "https://shop.example:8443/cb"],
        ["com.example.app:/cb", "com.example.app://signed-in", "https://shop.example/cb"],
    ])
    func oneHostIsTheSectorWhateverTheOrder(_ uris: [String]) throws {
        for uris in [uris, uris.reversed()] {
            #expect(try issues { $0.clients[0].redirectURIs = uris }.isEmpty)
            #expect(BrokerBench.shop { $0.redirectURIs = uris }.sector == "shop.example")
        }
        #expect(BrokerBench.shop { $0.redirectURIs = ["com.example.app:/cb"] }.sector == "shop")
    }

    @Test func everythingWrongIsToldAtOnce() throws {
        let found = try issues {
            $0.signingKeys = []
            $0.subjectSecret = Secret([1])
            $0.storageSecret = Secret([])
            $0.lifetimes.code = 61
            $0.clients[0].authentication = .secretBasic(Secret("short"))
            $0.clients[0].redirectURIs = []
            $0.clients[0].methods = ["nobody"]
            $0.clients[0].justifications = [:]
            $0.clients[0].idTokenSigningAlgorithm = .edDSA
            $0.clients.append($0.clients[0])
            $0.methodKeys["toy"] = MethodKeys([.init(id: nil, use: .signing, pem: Secret("no key"))])
        }
        for path in [
            "signingKeys", "subjectSecret", "storage.secret", "lifetimes.code", "clients[0].authentication.secret",
            "clients[0].redirectURIs", "clients[0].methods[0]", "clients[0].justifications.picture",
            "clients[0].idTokenSigningAlgorithm", "clients[1].id", "methods.toy.keys[0].key",
        ] {
            #expect(found.contains(path), "\(path) is not told")
        }
    }

    private static let client: [String: SettingValue] = [
        "id": "shop", "name": "Shop", "redirectURIs": ["https://shop.example/cb"], "methods": ["toy"],
        "authentication": ["kind": "secret_basic", "secret": .secret(Secret(BrokerBench.secret))],
        "scopes": ["profile"], "attributes": ["nationalNumber"], "justifications": ["nationalNumber": "the law"],
    ]

    private func read(_ client: [String: SettingValue], storage: SettingValue) throws -> BrokerConfiguration {
        let pem = try JWK.generate(.p256).privatePEM()
        let value: SettingValue = [
            "issuer": "https://broker.example", "subjectSecret": .secret(Secret(BrokerBench.secret)),
            "storage": storage,
            "signingKeys": [["key": .secret(Secret(pem))]], "clients": [.section(client)],
        ]
        #expect(Setting.issues(in: value, against: BrokerConfiguration.settings).isEmpty)
        return BrokerConfiguration(reading: SettingsReader(value, describedBy: BrokerConfiguration.settings))
    }

    @Test func settingsAreRead() throws {
        let configuration = try read(Self.client, storage: ["kind": "memory"])
        #expect(configuration.issues(methods: ["toy"]).isEmpty)
        let client = try #require(configuration.clients.first)
        #expect(
            client.mayReceive(Attribute<String>.name.name) && client.mayReceive(Attribute<String>.nationalNumber.name)
        )
        #expect(client.sector == "shop.example" && client.types == [.verification, .authentication])
        guard case .secretBasic(let secret) = client.authentication else {
            Issue.record("not secret_basic")
            return
        }
        #expect(secret.reveal() == BrokerBench.secret)
    }

    @Test func aDiskNeedsASecret() throws {
        let configuration = try read(Self.client, storage: ["kind": "sqlite"])
        #expect(configuration.issues(methods: ["toy"]).map(\.path) == ["storage.secret"])
    }

    @Test(arguments: ["secret_basic", "secret_post", "private_key_jwt"])
    func aMissingProofIsAnIssueAndNotAPublicClient(_ kind: String) throws {
        var client = Self.client
        client["authentication"] = ["kind": .text(kind)]
        let configuration = try read(client, storage: ["kind": "memory"])
        let key = kind == "private_key_jwt" ? "keys" : "secret"
        #expect(configuration.issues(methods: ["toy"]).map(\.path) == ["clients[0].authentication.\(key)"])
    }

    @Test(arguments: [
        ("none", "secret"), ("none", "keys"), ("secret_basic", "keys"), ("secret_post", "keys"),
        ("private_key_jwt", "secret"),
    ])
    func refusesAProofOfAnotherKind(_ kind: String, _ member: String) throws {
        let set = try JWKSet(keys: [JWK.generate(.p256)]).json().text
        let proofs: [String: SettingValue] = [
            "secret": .secret(Secret(BrokerBench.secret)), "keys": .secret(Secret(set)),
        ]
        let own = ["secret_basic": "secret", "secret_post": "secret", "private_key_jwt": "keys"][kind]
        var section = proofs.filter { $0.key == own || $0.key == member }
        section["kind"] = .text(kind)
        var client = Self.client
        client["authentication"] = .section(section)
        let found = try read(client, storage: ["kind": "memory"]).issues(methods: ["toy"])
        #expect(found.map(\.path) == ["clients[0].authentication.\(member)"])
    }

    private func messages(keys text: String) throws -> [String] {
        var client = Self.client
        client["authentication"] = ["kind": "private_key_jwt", "keys": .secret(Secret(text))]
        let found = try read(client, storage: ["kind": "memory"]).issues(methods: ["toy"])
        #expect(found.allSatisfy { $0.path == "clients[0].authentication.keys" })
        return found.map(\.message)
    }

    @Test func saysWhyAClientsKeysCannotBeUsed() throws {
        let key = try JWK.generate(.p256)
        func set(_ keys: JSON...) -> String { (["keys": .array(keys)] as JSON).text }
        let (half, pair) = (try key.json(), try key.json(includingPrivate: true))
        #expect(
            try messages(keys: set(half, half)) == [
                "is not a JWKS of public keys: key set: a kid appears twice with the same kty and use"
            ]
        )
        #expect(try messages(keys: set(pair)) == ["is not a JWKS of public keys: key set: it publishes a secret"])
        #expect(try messages(keys: half.text) == [#"is a single key; a JWKS is wanted: {"keys": [ ... ]}"#])
        #expect(try messages(keys: "{").first?.hasPrefix("is not a JWKS of public keys: no JSON") == true)
        #expect(try messages(keys: "{}").first?.hasPrefix("is not a JWKS of public keys: key set: ") == true)
        let other = try JWK.generate(.rsa(), keyID: key.keyID).json()
        #expect(try messages(keys: set(half, other)).isEmpty, "keys of different types may share a name")
    }

    @Test func twoProblemsOfOnePlaceAreBothTold() throws {
        let found = try issues {
            $0.clients[0].authentication = .none
            $0.clients[0].types = [.signing]
        }
        #expect(found == ["clients[0].types", "clients[0].types"])
    }

    @Test func aProofThatCannotBeReadIsNotCalledMissing() throws {
        var client = Self.client
        client["authentication"] = ["kind": "secret_basic"]
        client["types"] = ["signing"]
        let found = try read(client, storage: ["kind": "memory"]).issues(methods: ["toy"])
        #expect(!found.contains { $0.message.contains("can prove") }, "it has a proof, only not one that can be read")
    }

    private func signing(_ entries: [[String: SettingValue]]) -> BrokerConfiguration {
        let value: SettingValue = ["signingKeys": .list(entries.map { .section($0) })]
        return BrokerConfiguration(reading: SettingsReader(value, describedBy: BrokerConfiguration.settings))
    }

    @Test(
        arguments: [
            (JWK.Kind.p384, nil), (.rsa(), .rs512), (.x25519, nil), (.rsa(), .rsaOAEP),
        ] as [(JWK.Kind, KeyAlgorithm?)]
    )
    func refusesAClientWithNoKeyThatAssertionsCanBeSignedWith(_ kind: JWK.Kind, _ algorithm: KeyAlgorithm?) throws {
        let key = try #require(JWK.generate(kind, algorithm: algorithm).publicHalf)
        let good = try #require(JWK.generate(.p256).publicHalf)
        func paths(_ keys: JWK...) throws -> [String] {
            let set = try JWKSet(keys: keys)
            return try issues { $0.clients[0].authentication = .privateKeyJWT(set) }
        }
        #expect(try paths(key) == ["clients[0].authentication.keys"])
        #expect(try paths(key, good).isEmpty)
    }

    @Test func refusesToSignWithAKeyOnAnotherCurve() throws {
        let key = try JWK.generate(.p384)
        #expect(try issues { $0.signingKeys.append(key) } == ["signingKeys[1]"])
    }

    @Test func anRSAKeySignsWithWhatIsSaidOfIt() throws {
        let pem = SettingValue.secret(Secret(try JWK.generate(.rsa()).privatePEM()))
        #expect(signing([["key": pem, "algorithm": "PS256"]]).signingKeys.map(\.algorithm) == [.ps256])
        #expect(signing([["key": pem, "algorithm": "RS256"]]).signingKeys.map(\.algorithm) == [.rs256])
    }

    @Test func refusesAnAlgorithmOfRSAForAnotherKey() throws {
        let pem = SettingValue.secret(Secret(try JWK.generate(.p256).privatePEM()))
        let found = signing([["key": pem, "algorithm": "PS256"]]).issues(methods: [])
        #expect(found.contains { $0.path == "signingKeys[0].algorithm" })
    }

    @Test func warnsWhereNoKeyIsForRS256() throws {
        let rsa = try JWK.generate(.rsa())
        func warnings(_ keys: [JWK]) throws -> [String] {
            var configuration = try read(Self.client, storage: ["kind": "memory"])
            configuration.signingKeys = keys
            return configuration.warnings.map(\.path)
        }
        #expect(try warnings([.generate(.p256)]) == ["signingKeys"])
        #expect(try warnings([rsa.with(algorithm: .ps256)]) == ["signingKeys"])
        #expect(try warnings([.generate(.p256), rsa]).isEmpty)
    }
}
