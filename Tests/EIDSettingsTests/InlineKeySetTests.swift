import EIDJOSE
import EIDJSON
import EIDMethod
import EIDOpenIDConnect
import FoundationEssentials
import Testing

@testable import EIDSettings

/// A key set that stands in the settings file itself.
@Suite("An inline key set") struct InlineKeySetTests {
    private let folder: SettingsFolder
    private let pair: JWK

    init() throws {
        folder = try SettingsFolder()
        pair = try JWK.generate(.p256, keyID: "2026", use: .signature)
    }

    private func text(_ jwks: String) -> String {
        SettingsFolder.good(
            replacing: "settings: { clientID: abc }",
            with: "settings: { clientID: abc, upstreamKeys: \(jwks) }"
        )
    }

    private func keys(_ jwks: String) throws -> JWKSet {
        let loaded = try folder.load(text(jwks))
        let settings = try #require(loaded.methods.first { $0.id == "toy" }).settings
        guard case .section(let section) = settings, case .file(let bytes)? = section["upstreamKeys"] else {
            throw JOSEError(.malformed, "the setting has no bytes")
        }
        return try JWKSet(parsing: JSONValue.parse(bytes))
    }

    private func member(_ name: String, private isPrivate: Bool = false) throws -> String {
        try #require(try JSONValue.parse(pair.json(includingPrivate: isPrivate).text)[name]?.string)
    }

    private func yaml(_ more: String = "", kid: String = "\"2026\"") throws -> String {
        "{ keys: [{ kty: EC, crv: P-256, kid: \(kid), x: \(try member("x")), y: \(try member("y"))\(more) }] }"
    }

    @Test("is read as it stands, in YAML or as JSON")
    func good() throws {
        for text in [try yaml(), "{\"keys\":[\(try pair.json().text)]}"] {
            let read = try keys(text)
            #expect(read.keys.map(\.thumbprint) == [pair.thumbprint] && read.keys.map(\.keyID) == ["2026"])
        }
    }

    @Test("has names that look like numbers as names")
    func numberAsName() throws { #expect(try keys(yaml(kid: "2026")).key(id: "2026") != nil) }

    @Test("is the same as one in a file")
    func file() throws {
        try folder.write("op.jwks.json", JWKSet(keys: [pair]).json().text)
        #expect(try keys("{ file: op.jwks.json }").keys.map(\.thumbprint) == [pair.thumbprint])
    }

    private static let place = "methods.toy.settings.upstreamKeys"

    private func refuses(_ jwks: String, at path: String, _ message: String) throws {
        let problems = try #require(folder.problems(text(jwks)))
        #expect(problems.issues.map(\.path) == [path])
        #expect(problems.issues.first?.message.contains(message) == true, "\(problems)")
    }

    @Test("is refused with a private key in it, and says nothing of the key")
    func privateKey() throws {
        let secret = try member("d", private: true)
        try refuses(yaml(", d: \(secret)"), at: "\(Self.place).keys[0].d", "only public keys stand here")
        #expect(!"\(try #require(folder.problems(text(yaml(", d: \(secret)")))))".contains(secret))
    }

    @Test("is refused with any part of a private or shared key", arguments: JWK.privateMembers.sorted())
    func privatePart(name: String) throws {
        try refuses(yaml(", \(name): AQAB"), at: "\(Self.place).keys[0].\(name)", "only public keys stand here")
    }

    @Test("is refused where a member has no value")
    func missingValue() throws { try refuses(yaml(", alg:"), at: "\(Self.place).keys[0].alg", "has no value") }

    @Test("is refused where it is no set", arguments: ["keys.json", "[a]", "{ kty: EC, crv: P-256 }", "{}"])
    func noSet(jwks: String) throws { try refuses(jwks, at: Self.place, "must be a set of public keys") }

    @Test("is refused beside a file")
    func besideFile() throws {
        try refuses("{ file: op.jwks.json, keys: [] }", at: Self.place, "must name a file")
    }

    @Test("is refused where it is too large")
    func tooLarge() throws {
        let name = String(repeating: "a", count: 4096)
        try refuses(yaml(kid: name), at: Self.place, "is larger than 4 KiB")
    }

    @Test("that a method cannot use is refused by it")
    func uselessSet() throws {
        let table = SettingsTable(registry: MethodRegistry(OpenIDConnectProvider.self), server: [])
        func paths(_ jwks: String) throws -> [String] {
            try folder.write(
                "oidc.yaml",
                SettingsFolder.good(replacing: "server: { port: 0 }\n", with: "")
                    .replacing("provider: toy\n", with: "provider: oidc\n")
                    .replacing("keys: [{ use: signing, key: { file: method.pem } }]\n", with: "enabled: true\n")
                    .replacing(
                        "settings: { clientID: abc }",
                        with: """
                            settings:
                                  issuer: https://op.example
                                  clientID: abc
                                  clientAuthentication: tls_client_auth
                                  jwks: \(jwks)
                            """
                    )
                    .replacing("            attributes: [givenName]\n", with: "")
            )
            let path = folder.url.appending(path: "oidc.yaml").path
            do throws(SettingsProblems) {
                _ = try SettingsFile(path: path, table: table, environment: [:]).load()
                return []
            } catch { return error.issues.map(\.path) }
        }
        let place = "methods.toy.settings.jwks"
        #expect(try paths(yaml()).allSatisfy { !$0.hasPrefix(place) })
        #expect(try paths(yaml(", d: AQAB")).filter { $0.hasPrefix(place) } == ["\(place).keys[0].d"])
        #expect(try paths("{ keys: [] }").filter { $0.hasPrefix(place) } == [place])
        #expect(try paths("{ keys: [{ kty: EC, crv: P-521 }] }").filter { $0.hasPrefix(place) } == [place])
        let twice = try yaml().replacing("}] }", with: "}, { kty: EC, crv: P-256, kid: \"2026\", x: a, y: b }] }")
        #expect(try paths(twice).filter { $0.hasPrefix(place) } == [place])
    }
}
