import EIDJOSE
import EIDJSON
import EIDMethod
import Testing

@testable import EIDOpenIDConnect

@Suite("A check of the settings refuses") struct OpenIDConnectConfigurationTests {
    private func paths(_ changes: [String: SettingValue?], keys: MethodKeys = MethodKeys()) -> [String] {
        TestSettings.issues(changes, keys: keys).map(\.path)
    }

    @Test("nothing about the least that works")
    func least() { #expect(paths([:]) == []) }

    @Test("an issuer without TLS, unless on loopback")
    func plainIssuer() {
        #expect(paths(["issuer": "http://op.example"]) == ["issuer"])
        #expect(paths(["issuer": "http://localhost:8481"]) == [])
        #expect(paths(["issuer": "https://op.example/?a=b"]) == ["issuer"])
    }

    private static let addresses: [String: SettingValue] = [
        "authorization": "https://op.example/a", "token": "https://op.example/t", "userInfo": "https://op.example/u",
        "keys": "https://op.example/k",
    ]

    private func paths(endpoints changes: [String: SettingValue?], _ more: [String: SettingValue?] = [:]) -> [String] {
        var addresses = Self.addresses
        for (key, value) in changes { addresses[key] = value }
        return paths(more.merging(["endpoints": .section(addresses)]) { $1 })
    }

    @Test("fixed addresses without TLS, unless on loopback, or with a fragment")
    func plainAddresses() {
        #expect(paths(endpoints: [:]) == [])
        #expect(paths(endpoints: ["token": "http://127.0.0.1:8481/t"]) == [])
        for name in Self.addresses.keys {
            #expect(paths(endpoints: [name: "http://op.example/x"]) == ["endpoints.\(name)"])
            #expect(paths(endpoints: [name: "ftp://localhost/x"]) == ["endpoints.\(name)"])
            #expect(paths(endpoints: [name: "https://op.example/x#y"]) == ["endpoints.\(name)"])
        }
    }

    @Test("fixed addresses that lack one that other settings need")
    func missingAddresses() {
        #expect(paths(endpoints: ["token": nil]) == ["endpoints.token"])
        #expect(paths(endpoints: ["userInfo": nil]) == ["endpoints.userInfo"])
        #expect(paths(endpoints: ["userInfo": nil], ["claimsFrom": ["idToken"]]) == [])
        #expect(paths(endpoints: [:], ["pushedRequests": true]) == ["endpoints.pushedRequests"])
        #expect(paths(endpoints: ["keys": nil]) == ["endpoints.keys"])
        #expect(paths(endpoints: ["keys": nil], ["idToken": ["signing": ["HS256"]]]) == [])
    }

    private func set(_ keys: JWK?..., includingPrivate: Bool = false) -> SettingValue {
        let members = keys.compactMap { try? $0?.json(includingPrivate: includingPrivate) }
        return .file(JSON.object([("keys", .array(members))]).serialized())
    }

    @Test("fixed keys that are none, private, or beside an address of keys")
    func fixedKeys() {
        let good = set(TestSettings.p256)
        #expect(paths(["jwks": good]) == [])
        #expect(paths(endpoints: ["keys": nil], ["jwks": good]) == [])
        #expect(paths(endpoints: [:], ["jwks": good]) == ["jwks"])
        #expect(paths(["jwks": set()]) == ["jwks"])
        #expect(paths(["jwks": .file(Array("keys".utf8))]) == ["jwks"])
        #expect(paths(["jwks": set(TestSettings.p256, includingPrivate: true)]) == ["jwks"])
    }

    @Test("a client id with a space")
    func clientID() { #expect(paths(["clientID": "a b"]) == ["clientID"]) }

    @Test("trusted audiences that are empty or very long")
    func trustedAudiences() {
        #expect(paths(["trustedAudiences": ["other", "https://api.example"]]) == [])
        let long = SettingValue.text(String(repeating: "a", count: 513))
        #expect(paths(["trustedAudiences": ["other", ""]]) == ["trustedAudiences[1]"])
        #expect(paths(["trustedAudiences": ["other", long]]) == ["trustedAudiences[1]"])
    }

    @Test("a client with a secret that has none, or an empty one")
    func missingSecret() {
        for authentication in ["client_secret_post", "client_secret_basic", "client_secret_jwt"] {
            let changes: [String: SettingValue?] = ["clientAuthentication": .text(authentication)]
            #expect(paths(changes.merging(["clientSecret": nil]) { $1 }) == ["clientSecret"])
            #expect(paths(changes.merging(["clientSecret": .secret(Secret(""))]) { $1 }) == ["clientSecret"])
        }
    }

    @Test("a secret for a client that uses none")
    func surplusSecret() {
        #expect(paths(["clientAuthentication": "tls_client_auth"]) == ["clientSecret"])
        #expect(paths(["clientAuthentication": "private_key_jwt"], keys: TestSettings.keys) == ["clientSecret"])
    }

    @Test("HS256 without a secret, with a short one, or beside other algorithms")
    func sharedSecret() {
        let hs256: SettingValue = ["signing": ["HS256"]]
        #expect(paths(["idToken": hs256]) == [])
        #expect(paths(["idToken": hs256, "clientSecret": .secret(Secret("short"))]) == ["clientSecret"])
        let signed: [String: SettingValue?] = ["clientAuthentication": "client_secret_jwt"]
        #expect(paths(signed) == [])
        #expect(paths(signed.merging(["clientSecret": .secret(Secret("short"))]) { $1 }) == ["clientSecret"])
        #expect(
            paths(["idToken": hs256, "clientAuthentication": "tls_client_auth", "clientSecret": nil])
                == ["idToken.signing"]
        )
        #expect(paths(["idToken": ["signing": ["HS256", "RS256"]]]) == ["idToken.signing"])
    }

    @Test("a client with a key that has none, or one that does not sign")
    func missingKey() {
        let changes: [String: SettingValue?] = ["clientAuthentication": "private_key_jwt", "clientSecret": nil]
        #expect(paths(changes) == ["keys"])
        let exchange = TestSettings.key("x", .signing, try? JWK.generate(.x25519))
        #expect(paths(changes, keys: MethodKeys([exchange])).isEmpty == false)
        #expect(paths(["requestObject": "signed"]) == ["keys"])
    }

    @Test("an algorithm that does not suit the key, or has nothing to sign")
    func signingAlgorithm() {
        let changes: [String: SettingValue?] = [
            "clientAuthentication": "private_key_jwt", "clientSecret": nil, "signingAlgorithm": "RS256",
        ]
        #expect(paths(changes, keys: TestSettings.keys) == ["signingAlgorithm"])
        #expect(paths(changes.merging(["signingAlgorithm": "ES256"]) { $1 }, keys: TestSettings.keys) == [])
        #expect(paths(["signingAlgorithm": "ES256"]) == ["signingAlgorithm"])
    }

    @Test("encrypted tokens without a key to open them, or with half of the algorithms")
    func encryption() {
        let both: SettingValue = ["keyManagement": ["RSA-OAEP"], "contentEncryption": ["A256GCM"]]
        #expect(paths(["idToken": both]) == ["keys"])
        #expect(paths(["idToken": both], keys: TestSettings.keys) == [])
        let half: SettingValue = ["signing": ["ES256"], "keyManagement": ["RSA-OAEP"]]
        #expect(paths(["userInfo": half], keys: TestSettings.keys) == ["userInfo.contentEncryption"])
        #expect(paths(["idToken": ["contentEncryption": ["A256GCM"]]]) == ["idToken.keyManagement"])
    }

    @Test("an ID token without a signature, and encryption around nothing signed")
    func unsigned() {
        #expect(paths(["idToken": ["signing": []]]) == ["idToken.signing"])
        let sealed: SettingValue = ["keyManagement": ["RSA-OAEP"], "contentEncryption": ["A256GCM"]]
        #expect(paths(["userInfo": sealed], keys: TestSettings.keys) == ["userInfo.signing"])
    }

    @Test("algorithms that do not exist here", arguments: ["none", "ES512", "dir", "RSA1_5"])
    func unknownAlgorithms(_ name: String) {
        #expect(paths(["idToken": ["signing": [.text(name)]]]) == ["idToken.signing[0]"])
        #expect(paths(["idToken": ["keyManagement": [.text(name)]]]) == ["idToken.keyManagement[0]"])
    }

    @Test("no types, and a type of another protocol")
    func types() {
        #expect(paths(["types": []]) == ["types"])
        #expect(paths(["types": ["signing"]]) == ["types[0]"])
    }

    @Test("a country that does not exist")
    func countries() { #expect(paths(["countries": ["BE", "XX"]]) == ["countries[1]"]) }

    @Test("scopes of two words, no place for claims, and a place twice")
    func request() {
        #expect(paths(["scopes": ["a", "b c"]]) == ["scopes[1]"])
        #expect(paths(["claimsFrom": []]) == ["claimsFrom"])
        #expect(paths(["claimsFrom": ["idToken", "idToken"]]) == ["claimsFrom"])
    }

    @Test(
        "a parameter of the protocol as a vendor's",
        arguments: [
            "state", "nonce", "redirect_uri", "client_id", "code_challenge", "code_challenge_method", "request",
            "request_uri", "claims", "response_type", "response_mode", "scope", "State", "CLIENT_ID", "acr_values",
            "client_secret", "id_token_hint", "code_verifier",
        ]
    )
    func reserved(_ name: String) {
        #expect(paths(["vendorParameters": .section([name: "x"])]) == ["vendorParameters.\(name)"])
    }

    @Test("a vendor's parameter with a strange name or a long value")
    func vendorParameters() {
        #expect(paths(["vendorParameters": ["a&b": "x"]]) == ["vendorParameters.a&b"])
        let long = SettingValue.text(String(repeating: "x", count: 513))
        #expect(paths(["vendorParameters": ["hub": long]]) == ["vendorParameters.hub"])
    }

    @Test("a standard parameter that is not on the list", arguments: ["state", "nonce", "claims", "id_token_hint"])
    func parameters(_ name: String) {
        #expect(paths(["parameters": .section([name: "x"])]) == ["parameters.\(name)"])
    }

    @Test("values that standard parameters cannot have")
    func parameterValues() {
        #expect(paths(["parameters": ["prompt": "none"]]) == ["parameters.prompt"])
        #expect(paths(["parameters": ["max_age": -1]]) == ["parameters.max_age"])
        #expect(paths(["parameters": ["acr_values": "a \"b\""]]) == ["parameters.acr_values"])
        #expect(paths(["parameters": ["login_hint": "x"], "passLoginHint": true]) == ["parameters.login_hint"])
    }

    @Test("levels under which nobody could sign in")
    func noLevels() { #expect(paths(["assurance": [:]]) == ["assurance.received"]) }

    @Test("silence that is worth more than a word")
    func overstatedSilence() {
        let some: SettingValue = ["received": ["a": "low", "b": "high"], "missing": "substantial"]
        #expect(paths(["assurance": some]) == ["assurance.missing"])
        #expect(paths(["assurance": ["missing": "high", "unknownIsLow": true]]) == ["assurance.missing"])
        #expect(paths(["assurance": ["missing": "substantial"]]) == [])
    }

    @Test("levels of two words, and a malformed claim for them")
    func malformedLevels() {
        let ask: SettingValue = ["ask": ["high": ["a b"]], "received": ["a": "high"]]
        #expect(paths(["assurance": ask]) == ["assurance.ask.high[0]"])
        #expect(paths(["assurance": ["claim": "a..b", "missing": "low"]]) == ["assurance.claim"])
    }

    @Test("a malformed path to the subject")
    func subject() { #expect(paths(["subject": ["claim": "a/b"]]) == ["subject.claim"]) }

    @Test("an error with a code that does not exist")
    func errors() { #expect(paths(["errors": ["x": "untrusted"]]) == ["errors.x"]) }

    @Test("audiences beyond all reason")
    func audiences() {
        let long = SettingValue.text(String(repeating: "x", count: 513))
        #expect(paths(["assertionAudience": long]) == ["assertionAudience"])
        #expect(paths(["requestObjectAudience": long]) == ["requestObjectAudience"])
    }
}
