import EIDBroker
import EIDJOSE
import EIDMethod
import EIDSettings
import Foundation
import Testing

@Suite("Settings file") struct SettingsFileTests {
    let folder: SettingsFolder

    init() throws { folder = try SettingsFolder() }

    private func paths(replacing line: String, with other: String) -> [String] {
        #expect(SettingsFolder.good.contains(line), "the test changes nothing")
        return folder.paths(SettingsFolder.good(replacing: line, with: other))
    }

    @Test("without mistakes is loaded whole")
    func good() throws {
        let loaded = try folder.load(SettingsFolder.good)
        #expect(loaded.broker.issuer.absoluteString == "http://localhost:8480")
        #expect(loaded.broker.clients.map(\.id) == ["shop"])
        #expect(loaded.broker.methodKeys["toy"]?.all.count == 1)
        #expect(loaded.server.integer("port") == 0)
        #expect(loaded.storage == .memory)
        #expect(loaded.methods.map(\.id) == ["toy"])
        #expect(loaded.warnings.isEmpty)
        #expect(loaded.broker.settingsDigest == SHA256.digest(SettingsFolder.good))
    }

    @Test("bounds how many sign-ins wait at a time")
    func maximumTransactions() throws {
        #expect(try folder.load(SettingsFolder.good).broker.maximumTransactions == 100_000)
        let text = SettingsFolder.good + "\nmaximumTransactions: 2500"
        #expect(try folder.load(text).broker.maximumTransactions == 2500)
        #expect(folder.paths(SettingsFolder.good + "\nmaximumTransactions: 0") == ["maximumTransactions"])
    }

    @Test("with twelve mistakes reports all twelve, each with its path and line")
    func manyMistakes() throws {
        let text = """
            issuer: http://broker.example
            servr: {}
            storage: { kind: sqlite, secret: { file: secret } }
            subjectSecret: hunter2
            signingKeys:
              - key: { file: missing.pem }
            clients:
              - id: shop
                name: Shop
                redirectURIs: [http://shop.example/callback]
                authentication: { kind: secret_basic, secret: { environment: NOT_SET } }
                methods: [nobody]
                attributes: [nationalNumber]
            methods:
              toy:
                provider: toy
                enabled: maybe
                settings: { clientID: abc, retries: 9 }
            """
        let found = try #require(folder.problems(text))
        #expect(
            found.problems.map { "\($0.line) \($0.issue.path)" } == [
                "1 issuer", "2 servr", "3 storage.path", "4 subjectSecret", "6 signingKeys[0].key",
                "8 clients[0].justifications.nationalNumber", "10 clients[0].redirectURIs[0]",
                "11 clients[0].authentication.secret", "12 clients[0].methods[0]", "17 methods.toy.enabled",
                "18 methods.toy.settings.clientID", "18 methods.toy.settings.retries",
            ]
        )
        #expect(!found.description.contains("hunter2"))
    }

    @Test("that does not exist is one problem")
    func noFile() {
        let file = SettingsFile(path: "/nonexistent/eid.yaml", table: SettingsFolder.table, environment: [:])
        #expect(throws: SettingsProblems.self) { _ = try file.load() }
    }

    @Test("refuses a list where the settings should be")
    func list() { #expect(folder.paths("[a, b]") == [""]) }

    @Test("reports a missing section")
    func missingSections() {
        let paths = folder.paths("issuer: http://localhost:8480\n")
        #expect(Set(paths) == ["clients", "methods", "signingKeys", "storage", "subjectSecret"])
    }

    @Test("suggests a key for a misspelt one")
    func suggestion() {
        let text = SettingsFolder.good(replacing: "subjectSecret:", with: "subjectsecret:")
        #expect(folder.problems(text)?.description.contains("did you mean subjectSecret?") == true)
    }

    @Test("refuses sqlite without a path")
    func sqliteWithoutPath() { #expect(paths(replacing: "kind: memory", with: "kind: sqlite") == ["storage.path"]) }

    @Test(
        "whose path is the address of a database are told so, without the password in it",
        arguments: ["postgres://eid:hunter2@localhost/db", "file:///var/hunter2.sqlite", "sqlite://hunter2"]
    )
    func databaseAddress(_ address: String) throws {
        let text = SettingsFolder.good(replacing: "kind: memory", with: "kind: sqlite\n  path: \"\(address)\"")
        let problems = try #require(folder.problems(text))
        #expect(problems.issues.map(\.path) == ["storage.path"])
        #expect(!problems.description.contains("hunter2"))
    }

    @Test(
        "with an unknown kind of storage has one problem",
        arguments: ["", "\n  path: x", "\n  secret: { file: secret }"]
    )
    func unknownStorage(_ rest: String) {
        let storage = "storage:\n  kind: memory\n  secret: { file: secret }"
        #expect(paths(replacing: storage, with: "storage:\n  kind: paper\(rest)") == ["storage.kind"])
    }

    @Test("says what is wrong with a signing key that cannot be used")
    func unusableSigningKeys() throws {
        let wrong = [
            (WeakKey.rsa1024, "RSA keys have 2048 to 4096 bits, this one 1024"),
            (try JWK.generate(.p384).privatePEM(), "the PEM's key is not RSA, P-256, Ed25519 or X25519"),
            (WeakKey.encrypted, "the PEM holds no key we can read without a passphrase"),
        ]
        for (pem, why) in wrong {
            try folder.write("wrong.pem", pem)
            let text = SettingsFolder.good(replacing: "- key: { file: rsa.pem }", with: "- key: { file: wrong.pem }")
            let issues = folder.problems(text)?.issues ?? []
            #expect(issues == [.init("signingKeys[1].key", "is not a usable private key: \(why)")])
        }
    }

    @Test("reads the sqlite path from where the file is")
    func sqlitePath() throws {
        let text = SettingsFolder.good(replacing: "kind: memory", with: "kind: sqlite\n  path: data/x.sqlite")
        #expect(try folder.load(text).storage == .sqlite(path: "\(folder.url.path)/data/x.sqlite"))
    }

    @Test("refuses an unknown plugin")
    func unknownPlugin() {
        #expect(paths(replacing: "provider: toy", with: "provider: unknown") == ["methods.toy.provider"])
    }

    @Test("refuses a method without a plugin")
    func noPlugin() { #expect(paths(replacing: "provider: toy", with: "enabled: true") == ["methods.toy.provider"]) }

    @Test("refuses an id that does not fit into a URL", arguments: ["Toy", "to y", "-toy", "töy", "toy/x"])
    func methodID(id: String) {
        #expect(paths(replacing: "  toy:\n", with: "  \(id):\n").contains("methods.\(id)"))
    }

    @Test("refuses no method at all")
    func noMethods() throws {
        let text = try #require(SettingsFolder.good.range(of: "methods:\n  toy:")).lowerBound
        #expect(folder.paths(String(SettingsFolder.good[..<text]) + "methods: {}\n").contains("methods"))
    }

    @Test("refuses what the plugin refuses, at the plugin's path")
    func pluginIssue() {
        #expect(
            paths(replacing: "keys: [{ use: signing, key: { file: method.pem } }]", with: "keys: []")
                == ["methods.toy.settings.clientID"]
        )
    }

    @Test("refuses an unknown key of the plugin")
    func pluginKey() {
        #expect(paths(replacing: "clientID: abc", with: "clientID: abc, x: 1") == ["methods.toy.settings.x"])
    }

    @Test("refuses a method's key that is public")
    func publicKey() throws {
        try folder.write("method.pem", JWK.generate(.p256).publicPEM())
        #expect(folder.paths(SettingsFolder.good).contains("methods.toy.keys[0].key"))
    }

    @Test("refuses a method's key of 1024 bits, or no key at all")
    func weakKey() throws {
        try folder.write("weak.pem", WeakKey.rsa1024)
        let text = SettingsFolder.good(
            replacing: "use: signing, key: { file: method.pem }",
            with: "use: signing, key: { file: weak.pem }"
        )
        #expect(folder.paths(text) == ["methods.toy.keys[0].key"])
        try folder.write("weak.pem", "not a key")
        #expect(folder.paths(text) == ["methods.toy.keys[0].key"])
    }

    @Test("refuses a weak or broken signing key")
    func weakSigningKey() throws {
        try folder.write("weak.pem", WeakKey.rsa1024)
        #expect(
            paths(replacing: "  - key: { file: ec.pem }", with: "  - key: { file: weak.pem }") == ["signingKeys[0].key"]
        )
    }

    @Test("refuses one key for two uses of a method")
    func sameKeyTwice() {
        let twice = "{ use: signing, key: { file: method.pem } }, { use: encryption, key: { file: method.pem } }"
        #expect(paths(replacing: "{ use: signing, key: { file: method.pem } }", with: twice) == ["methods.toy.keys[1]"])
    }

    @Test("refuses a client that names a disabled method")
    func disabledMethod() {
        #expect(
            paths(replacing: "provider: toy", with: "provider: toy\n    enabled: false") == ["clients[0].methods[0]"]
        )
    }

    @Test("does not read the secrets of a disabled method, but checks the rest of it")
    func disabledSecrets() throws {
        let more = """

              other:
                provider: toy
                enabled: false
                keys: [{ use: signing, key: { file: not-there-yet.pem } }]
                settings: { clientID: abc, secret: { environment: NOT_SET_YET } }
            """
        #expect(try folder.load(SettingsFolder.good + more).enabledMethods.map(\.id) == ["toy"])
        #expect(
            folder.paths(SettingsFolder.good + more.replacing("clientID", with: "clientId"))
                .contains("methods.other.settings.clientId")
        )
        #expect(
            folder.paths(SettingsFolder.good + more.replacing("{ environment: NOT_SET_YET }", with: "hunter2"))
                == ["methods.other.settings.secret"]
        )
    }

    @Test("refuses a client id used twice")
    func duplicateClient() {
        let second = """
              - id: shop
                name: Other
                redirectURIs: [https://other.example/callback]
                authentication: { kind: none }
                methods: [toy]
            methods:
              toy:
            """
        #expect(paths(replacing: "methods:\n  toy:", with: second) == ["clients[1].id"])
    }

    @Test("refuses a short client secret")
    func shortSecret() throws {
        try folder.write("short", "too short")
        #expect(
            paths(
                replacing: "kind: secret_basic, secret: { file: secret }",
                with: "kind: secret_basic, secret: { file: short }"
            )
                == ["clients[0].authentication.secret"]
        )
    }

    @Test("refuses a null, an empty text and a number for a section")
    func wrongTypes() {
        #expect(paths(replacing: "name: Shop", with: "name: ~") == ["clients[0].name"])
        #expect(paths(replacing: "name: Shop", with: "name: ''") == ["clients[0].name"])
        #expect(paths(replacing: "server: { port: 0 }", with: "server: 8480") == ["server"])
        #expect(paths(replacing: "port: 0", with: "port: 99999") == ["server.port"])
    }

    @Test("takes a text that looks like a number as it is written")
    func numberAsText() throws {
        let text = SettingsFolder.good(replacing: "id: shop", with: "id: 0012")
        #expect(try folder.load(text).broker.clients.map(\.id) == ["0012"])
    }

    @Test("names a file that everyone may read, and loads")
    func warning() throws {
        try folder.write("subject", SecureRandom.token(), mode: 0o644)
        let loaded = try folder.load(SettingsFolder.good)
        #expect(loaded.warnings.map(\.path).contains("subjectSecret"))
    }

    @Test("is read with a byte order mark, which its digest covers")
    func byteOrderMark() throws {
        let text = "\u{FEFF}" + SettingsFolder.good
        let loaded = try folder.load(text)
        #expect(loaded.broker.clients.map(\.id) == ["shop"])
        #expect(loaded.broker.settingsDigest == SHA256.digest(text))
    }

    @Test("says how a path is written where a secret's form stands for it")
    func fileForAText() {
        let text = SettingsFolder.good(replacing: "name: Shop", with: "name: { file: shop.txt }")
        let messages = folder.problems(text)?.issues.map(\.description) ?? []
        #expect(messages.count == 1 && messages[0].contains("a path stands there by itself"), "\(messages)")
    }

    @Test("warns of methods that people see under one name")
    func sameNames() throws {
        let one = "  toy:\n    provider: toy\n"
        #expect(SettingsFolder.good.contains(one))
        let other = """
              other:
                provider: toy
                keys: [{ use: signing, key: { file: other.pem } }]
                settings: { clientID: abc }

            """
        let apart = SettingsFolder.good(replacing: one, with: other + one)
        #expect(try folder.load(apart).warnings.isEmpty, "nobody chooses among them")
        let text = apart.replacing("methods: [toy]", with: "methods: [toy, other]")
        #expect(try folder.load(text).warnings.map(\.path) == ["methods.toy"])
        let named = text.replacing("  other:\n", with: "  other:\n    name: Other\n")
        #expect(try folder.load(named).warnings.isEmpty)
        let disabled = apart.replacing("  other:\n", with: "  other:\n    enabled: false\n")
        #expect(try folder.load(disabled).warnings.isEmpty)
    }

    @Test("warns of a method that a client has twice")
    func methodTwice() throws {
        let text = SettingsFolder.good(replacing: "methods: [toy]", with: "methods: [toy, toy]")
        #expect(try folder.load(text).warnings.map(\.path) == ["clients[0].methods[1]"])
    }

    @Test(
        "warns of a port that the issuer's scheme has anyway",
        arguments: ["https://broker.example:443", "http://localhost:80"]
    )
    func usualPort(issuer: String) throws {
        let text = SettingsFolder.good(replacing: "issuer: http://localhost:8480", with: "issuer: \(issuer)")
        #expect(try folder.load(text).warnings.map(\.path) == ["issuer"])
    }

    @Test("warns of a path where nothing is kept in a file")
    func pathOfNothing() throws {
        let text = SettingsFolder.good.replacing("kind: memory", with: "kind: memory\n  path: broker.sqlite")
        #expect(try folder.load(text).warnings.map(\.path) == ["storage.path"])
    }

    @Test("warns where no signing key is for RS256")
    func withoutRS256() throws {
        let text = SettingsFolder.good(replacing: "  - key: { file: rsa.pem }\n", with: "")
        #expect(try folder.load(text).warnings.map(\.path) == ["signingKeys"])
    }
}
