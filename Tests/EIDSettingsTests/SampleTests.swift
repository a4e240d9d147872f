import EIDBroker
import EIDExternalMethod
import EIDItsme
import EIDJOSE
import EIDJSON
import EIDMethod
import EIDOpenIDConnect
import EIDServer
import EIDSettings
import EIDSmartID
import EIDSwedishBankID
import Foundation
import Testing

@testable import SignatureStage

@Suite("Samples") struct SampleTests {
    private static let table = SettingsTable(
        registry: MethodRegistry(
            ItsmeProvider.self,
            OpenIDConnectProvider.self,
            SmartIDProvider.self,
            SwedishBankIDProvider.self
        ),
        server: ServerConfiguration.settings
    )
    private static let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Samples")

    /// The same for every sample: making RSA keys takes long.
    private static let keys = Result {
        try ["broker-rsa", "itsme-signing", "itsme-encryption", "oidc-encryption"].map {
            ($0, try JWK.generate(.rsa()).privatePEM())
        }
    }

    /// Copies a sample and makes the keys beside it, so that a developer's own `.demo` is left alone.
    static func load(_ name: String, secrets: [String: String] = [:], at moment: Date? = nil) throws
        -> LoadedSettings
    {
        let folder = try SettingsFolder()
        for path in ["Samples", ".demo", ".demo/keys"] {
            try FileManager.default.createDirectory(
                at: folder.url.appending(path: path),
                withIntermediateDirectories: true
            )
        }
        // That of production names the places of a real machine.
        let text = try String(contentsOf: samples.appending(path: name), encoding: .utf8)
            .replacing("/etc/eid-broker/keys/", with: "../.demo/keys/")
            .replacing("/var/lib/eid-broker/", with: "../.demo/")
        try folder.write("Samples/\(name)", text)
        try folder.write(".demo/keys/broker-ec.pem", JWK.generate(.p256).privatePEM())
        for (name, pem) in try keys.get() { try folder.write(".demo/keys/\(name).pem", pem) }
        for (name, pem) in [
            ("seal-key", TestKeys.curve), ("seal-chain", TestSeal.chain), ("simulator-root", TestSeal.root),
            ("partner-key", TestKeys.curve), ("partner", TestSeal.chain), ("partner-ca", TestSeal.root),
            ("bankid-client-key", TestKeys.curve), ("bankid-client", TestSeal.chain), ("bankid-root", TestSeal.root),
            ("bankid-people-root", TestSeal.root),
            ("smart-id-server", TestSeal.root), ("smart-id-authorities", TestSeal.root),
        ] {
            try folder.write(".demo/keys/\(name).pem", pem)
        }
        for secret in ["storage", "subject", "shop", "office", "itsme-client", "itsme-signing", "openid-connect"] {
            try folder.write(".demo/keys/\(secret).secret", SecureRandom.token())
        }
        try folder.write(".demo/keys/oidc-signing.pem", JWK.generate(.p256).privatePEM())
        let bank = try JWKSet(keys: [JWK.generate(.p256)]).json().text
        try folder.write(".demo/keys/bank.jwks.json", bank, mode: 0o644)
        let variables =
            ["EID_STORAGE_SECRET", "EID_SUBJECT_SECRET", "EID_SHOP_SECRET", "EID_WINE_SHOP_SECRET"]
            + ["FRANCECONNECT", "MITID", "IDIN", "CSAM", "FREJA", "PLAIN"].map { "EID_\($0)_SECRET" }
        let environment = Dictionary(uniqueKeysWithValues: variables.map { ($0, secrets[$0] ?? SecureRandom.token()) })
        let path = folder.url.appending(path: "Samples/\(name)").path
        return try SettingsFile(path: path, table: table, environment: environment).load(at: moment)
    }

    @Test(
        "have no problems and nothing unwise",
        arguments: ["itsme-simulator.yaml", "itsme-e2e.yaml", "itsme-production.yaml"]
    )
    func sample(name: String) throws {
        let loaded = try Self.load(name)
        #expect(loaded.enabledMethods.map(\.id) == ["itsme"])
        #expect(loaded.warnings.isEmpty)
    }

    @Test("have one that signs over both interfaces")
    func signing() throws {
        let loaded = try Self.load("itsme-signing.yaml")
        #expect(loaded.enabledMethods.map(\.id) == ["itsme", "itsme-oasis"])
        #expect(loaded.warnings.isEmpty)
        #expect(loaded.broker.signing?.seal != nil)
    }

    @Test("lose their seal with time, which whoever asks about a moment is told with its line")
    func expiredSeal() throws {
        let end = TestTime.end
        let problems = try #require(throws: SettingsProblems.self) {
            _ = try Self.load("itsme-signing.yaml", at: end + 1)
        }
        #expect(problems.issues.map(\.path) == ["signing.seal.certificates"])
        #expect(problems.problems.allSatisfy { $0.line > 1 })
        let soon = try Self.load("itsme-signing.yaml", at: end - 86_400)
        #expect(soon.warnings.map(\.path) == ["signing.seal.certificates"])
        #expect(try Self.load("itsme-signing.yaml", at: TestTime.now).warnings.isEmpty)
    }

    @Test("show two enabled methods beside a disabled one")
    func besideOthers() throws {
        let loaded = try Self.load("itsme-beside-others.yaml")
        #expect(loaded.enabledMethods.map(\.id) == ["itsme", "itsme-secret"])
        // Two buttons with one name would leave the person to guess.
        #expect(loaded.enabledMethods.map(\.displayName) == [nil, "itsme with a secret"])
        #expect(loaded.methods.filter { !$0.isEnabled }.map(\.id) == ["itsme-production"])
    }

    @Test("show eIDs that speak OpenID Connect, of which OpenIDConnectSampleTests plays each")
    func openIDConnect() throws {
        let loaded = try Self.load("openid-connect.yaml")
        #expect(loaded.enabledMethods.map(\.id) == OpenIDConnectSample.all.map(\.id).sorted())
        #expect(loaded.warnings.isEmpty)
        #expect(loaded.methods.allSatisfy { !$0.descriptor.attributes.isEmpty })
        #expect(loaded.methods.first { $0.id == "csam" }?.descriptor.countries == ["BE"])
    }

    @Test("have BankID with mutual TLS, on screens and by phone")
    func swedishBankID() throws {
        let loaded = try Self.load("bankid-test.yaml")
        #expect(loaded.enabledMethods.map(\.id) == ["bankid", "bankid-phone"])
        #expect(loaded.enabledMethods.allSatisfy { $0.tls != nil })
        #expect(loaded.warnings.isEmpty)
    }

    @Test("have Smart-ID with a device link and with a message")
    func smartID() throws {
        let loaded = try Self.load("smart-id-demo.yaml")
        #expect(loaded.enabledMethods.map(\.id) == ["smart-id", "smart-id-message"])
        #expect(loaded.enabledMethods.last?.descriptor.countries == ["BE"])
        #expect(loaded.warnings.isEmpty)
    }

    @Test("show each method against its simulator")
    func simulators() throws {
        let loaded = try Self.load("simulators.yaml")
        #expect(loaded.enabledMethods.map(\.id) == ["bankid", "openid-connect", "smart-id"])
        #expect(loaded.warnings.isEmpty)
    }

    @Test("have one that pins an executable as it is")
    func external() throws {
        let path = Self.samples.appending(path: "external-method.yaml").path
        let executables = try SettingsFile(path: path, table: Self.table, environment: [:]).externalMethods()
        let pigeon = try #require(executables.first)
        #expect(pigeon.name == "pigeon")
        #expect(pigeon.sha256 == SHA256.digest(Array(try Data(contentsOf: URL(filePath: pigeon.path)))))
    }

    @Test("each have a test here")
    func complete() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.samples.path).filter {
            $0.hasSuffix(".yaml")
        }
        #expect(
            Set(files) == [
                "itsme-simulator.yaml", "itsme-signing.yaml", "itsme-e2e.yaml", "itsme-production.yaml",
                "itsme-beside-others.yaml", "openid-connect.yaml", "bankid-test.yaml", "smart-id-demo.yaml",
                "external-method.yaml", "simulators.yaml",
            ]
        )
    }

    @Test("stand beside a schema that is current: eid-broker schema > Samples/eid-broker.schema.json")
    func schemaIsCurrent() throws {
        let file = Self.samples.appending(path: "eid-broker.schema.json")
        let committed = try String(contentsOf: file, encoding: .utf8)
        #expect(committed == Self.table.jsonSchema)
    }
}
