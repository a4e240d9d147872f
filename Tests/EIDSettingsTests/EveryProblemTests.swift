import EIDMethod
import EIDSettings
import FoundationEssentials
import Testing

/// Everything wrong is told at one look, and only what is wrong.
@Suite("Settings with several mistakes") struct EveryProblemTests {
    private let folder: SettingsFolder

    init() throws { folder = try SettingsFolder() }

    private func paths(_ edits: (String, String)...) -> [String] {
        folder.paths(
            edits.reduce(SettingsFolder.good) { text, edit in
                #expect(text.contains(edit.0), "the test changes nothing")
                return text.replacing(edit.0, with: edit.1)
            }
        )
    }

    private let keys = "keys: [{ use: signing, key: { file: method.pem } }]"

    @Test("of one place tell each of them")
    func onePlace() {
        let proof = "authentication: { kind: secret_basic, secret: { file: secret } }"
        #expect(
            paths((proof, "authentication: { kind: none }\n    types: [signing]"))
                == ["clients[0].types", "clients[0].types", "clients[0].types"],
            "no proof, no section signing, no method that signs"
        )
    }

    @Test("tell of a method's key that signs the broker's tokens as well, which is no key of a method")
    func keyOfTheBroker() {
        #expect(paths((keys, keys.replacing("method.pem", with: "ec.pem"))) == ["methods.toy.keys[0].key"])
    }

    @Test("tell what else is wrong with a method that has an unknown key")
    func unknownKeyOfAPlugin() {
        #expect(
            paths((keys, "keys: []"), ("clientID: abc", "clientID: abc, x: 1, codes: { y: z }"))
                == [
                    "methods.toy.settings.clientID", "methods.toy.settings.codes.y", "methods.toy.settings.x",
                ]
        )
    }

    @Test("tell what else is wrong with a method whose entry has an unknown key")
    func unknownKeyOfAnEntry() {
        #expect(
            paths((keys, "key: []\n    tls: {}"))
                == ["methods.toy.key", "methods.toy.tls", "methods.toy.settings.clientID"]
        )
    }

    @Test("tell what is wrong with the keys of a method whose settings have a wrong value")
    func wrongValueOfAPlugin() throws {
        try folder.write("weak.pem", WeakKey.rsa1024)
        #expect(
            paths((keys, "keys: [{ use: signing, key: { file: weak.pem } }]"), ("clientID: abc", "clientID: [1]"))
                == ["methods.toy.keys[0].key", "methods.toy.settings.clientID"]
        )
    }

    @Test(
        "tell what else is wrong with a method whose settings have a wrong value",
        arguments: ["retries: 9", "retries: often", "codes: { verification: [] }", "codes: 5", "upstreamKeys: true"]
    )
    func wrongValueBesideOthers(_ wrong: String) {
        let place = wrong.hasPrefix("codes: {") ? "codes.verification" : String(wrong.prefix { $0 != ":" })
        #expect(
            paths((keys, "keys: []"), ("clientID: abc", "clientID: abc, \(wrong)")).sorted()
                == ["methods.toy.settings.\(place)", "methods.toy.settings.clientID"].sorted()
        )
    }

    @Test("do not tell what may be wrong because of a wrong value")
    func consequenceOfAWrongValue() {
        // Five retries need a secret; nine may have been meant to be three.
        #expect(paths(("clientID: abc", "clientID: abc, retries: 9")) == ["methods.toy.settings.retries"])
        #expect(
            paths(("clientID: abc", "clientID: abc, retries: 5, codes: 5"))
                == ["methods.toy.settings.codes", "methods.toy.settings.secret"]
        )
    }

    @Test("do not blame a setting for being absent that may be the misspelt one")
    func misspelt() {
        #expect(paths(("clientID: abc", "clientID: abc, retries: 5")) == ["methods.toy.settings.secret"])
        #expect(
            paths(("clientID: abc", "clientID: abc, retries: 5, sekret: { file: secret }"))
                == ["methods.toy.settings.sekret"]
        )
    }

    @Test("tell what a client wants that none of its methods offers")
    func offers() {
        #expect(
            paths(("attributes: [givenName]", "minimumAssurance: high")) == ["clients[0].minimumAssurance"]
        )
    }

    @Test("do not compare a client with a method that has something wrong")
    func offersOfStandIns() {
        #expect(
            paths(("attributes: [givenName]", "minimumAssurance: high"), (keys, "keys: []"))
                == ["methods.toy.settings.clientID"]
        )
    }

    private func examine(
        _ text: String,
        after external: [ConfigurationIssue]
    ) throws -> SettingsExamination {
        try folder.write("settings.yaml", text)
        let path = folder.url.appending(path: "settings.yaml").path
        return try SettingsFile(path: path, table: SettingsFolder.table, environment: [:]).examine(after: external)
    }

    private static let owl =
        SettingsFolder.good(replacing: "provider: toy", with: "provider: owl") + """

            externalMethods:
              owl: { path: owl, sha256: \(String(repeating: "ab", count: 32)) }
            """

    @Test("do not blame a method for an external one that does not run, and tell the rest")
    func externalMethodThatDoesNotRun() throws {
        let issue = ConfigurationIssue("externalMethods.owl", "does not run: it is not there")
        let text = Self.owl.replacing("issuer: http", with: "issuer: ftp")
        #expect(try examine(text, after: [issue]).issues.map(\.path).sorted() == ["externalMethods.owl", "issuer"])
        #expect(try examine(text, after: []).issues.map(\.path).contains("methods.toy.provider"))
        #expect(folder.paths(Self.owl) == ["methods.toy.provider"], "who starts nothing cannot load it")
    }

    @Test("take what shows later, unless it follows from what is wrong already")
    func additions() throws {
        let text = SettingsFolder.good(replacing: "port: 0", with: "port: 99999")
        var examination = try examine(text, after: [])
        examination.add(failures: [
            .init("server.port", "is taken"), .init("server", "cannot be"), .init("storage.path", "is in no folder"),
        ])
        #expect(examination.issues.map(\.path) == ["server.port", "storage.path"])
        #expect(throws: SettingsProblems.self) { _ = try examination.result() }
    }
}
