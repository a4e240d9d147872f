import EIDJSON
import Foundation
import Testing

/// The real `eid-broker`, as operators call it: what it prints and how it ends.
@Suite struct CommandLineTests {
    @Test func checkNamesEveryMistakeAndEndsWithOne() async throws {
        try await FlowStack.prepared(edit: Self.withTenMistakes) { stack in
            for command in ["check", "serve"] {
                let ended = try await Self.run(stack, command)
                #expect(ended.status == 1)
                #expect(ended.output.isEmpty)
                for path in Self.mistakes { #expect(ended.errors.contains(path), "\(path) in \(ended.errors)") }
                #expect(ended.errors.contains("10 problems"), "\(ended.errors)")
                #expect(!FreePort.isOpen(stack.ports.broker))
            }
        }
    }

    @Test func everyConnectionThatCannotBeMadeIsNamedWithItsLine() async throws {
        let files = try ConnectionFiles()
        let authority = files.authority()
        let (one, other) = (try files.issue("one", by: authority), try files.issue("other", by: authority))
        let mixed = "\n    tls: { certificate: { file: \(one.chain) }, key: { file: \(other.key) } }"
        let edit: @Sendable (String) -> String = { settings in
            settings.replacing("\n    provider: itsme\n", with: "\n    provider: itsme\(mixed)\n")
                .replacing("\nserver:\n", with: "\nserver:\n  additionalTrustRoots: \(files.path("missing.pem"))\n")
        }
        try await FlowStack.prepared(edit: edit) { stack in
            for command in ["check", "serve"] {
                let ended = try await Self.run(stack, command)
                #expect(ended.status == 1 && ended.output.isEmpty)
                let lines = ended.errors.split(separator: "\n")
                for path in ["server.additionalTrustRoots", "methods.itsme.tls"] {
                    #expect(
                        lines.contains { $0.contains(".yaml:") && $0.contains(": \(path)") },
                        "\(path) in \(ended.errors)"
                    )
                }
                #expect(ended.errors.contains("2 problems"), "\(ended.errors)")
                #expect(!FreePort.isOpen(stack.ports.broker))
            }
        }
    }

    @Test func oneMistakeOfEachStageIsToldAtOneLook() async throws {
        let files = try ConnectionFiles()
        let authority = files.authority()
        let (one, other) = (try files.issue("one", by: authority), try files.issue("other", by: authority))
        let mixed = "{ certificate: { file: \(one.chain) }, key: { file: \(other.key) } }"
        let edits = [
            ("../.demo/keys/subject.secret", "../.demo/keys/nowhere.secret"),
            ("\nstorage:", "\nsurprise: true\nstorage:"),
            ("[http://localhost:8482/callback]", "[http://shop.example/callback]"),
            ("clientID: BrkDemo01x", "clientID: BrkDemo01x\n      moon: full"),
            ("\n    provider: itsme\n", "\n    provider: itsme\n    tls: \(mixed)\n"),
            ("path: ../.demo/broker.sqlite", "path: itsme-simulator.yaml/broker.sqlite"),
            (
                "\nserver:\n",
                """

                server:
                  additionalTrustRoots: \(files.path("missing.pem"))
                  trustedProxies: [proxy.example]
                  tls: { certificate: \(one.chain), privateKey: { file: \(other.key) } }

                """
            ),
        ]
        let external = """

              owls: { provider: owl, settings: { hoots: 3 } }

            externalMethods:
              owl: { path: owl, sha256: \(String(repeating: "ab", count: 32)) }

            """
        let edit: @Sendable (String) -> String = { text in
            edits.reduce(text) { text, edit in
                #expect(text.contains(edit.0), "\(edit.0)")
                return text.replacing(edit.0, with: edit.1)
            } + external
        }
        try await FlowStack.prepared(edit: edit) { stack in
            for command in ["check", "serve"] {
                let ended = try await Self.run(stack, command)
                #expect(ended.status == 1 && ended.output.isEmpty)
                let lines = ended.errors.split(separator: "\n")
                for path in [
                    "subjectSecret", "surprise", "clients[0].redirectURIs[0]", "methods.itsme.settings.moon",
                    "methods.itsme.tls", "server.additionalTrustRoots", "server.trustedProxies[0]",
                    "server.tls", "server.tls.privateKey", "storage.path", "externalMethods.owl",
                ] {
                    #expect(lines.contains { $0.contains(".yaml:") && $0.contains(": \(path)  ") }, "\(path)")
                }
                #expect(ended.errors.contains("11 problems"), "\(ended.errors)")
                #expect(!FreePort.isOpen(stack.ports.broker))
            }
        }
    }

    @Test func aBrokerOfPlainHTTPListensOnThisMachineOnly() async throws {
        try await FlowStack.prepared(edit: { $0.replacing("host: 127.0.0.1", with: "host: 0.0.0.0") }) { stack in
            for command in ["check", "serve"] {
                let ended = try await Self.run(stack, command)
                #expect(ended.status == 1 && ended.errors.contains(": server.host  "), "\(ended.errors)")
            }
        }
    }

    @Test func checkOfGoodSettingsEndsWithZeroAndOpensNoPort() async throws {
        try await FlowStack.prepared { stack in
            let ended = try await Self.run(stack, "check")
            #expect(ended.status == 0)
            #expect(ended.output.contains("no problems"))
            #expect(ended.output.contains("client   sample-shop (itsme), ID tokens ES256\n"))
            #expect(ended.errors.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: stack.folder.appending(path: ".demo/broker.sqlite").path))
        }
    }

    /// The sample of production names the places of a real machine.
    @Sendable private static func here(_ settings: String) -> String {
        settings.replacing("/etc/eid-broker/keys/", with: "../.demo/keys/")
            .replacing("/var/lib/eid-broker/", with: "../.demo/")
    }

    @Test(arguments: ["itsme-simulator", "itsme-e2e", "itsme-production", "itsme-beside-others"])
    func checkFindsNothingWrongInASample(_ name: String) async throws {
        try await FlowStack.prepared(sample: "\(name).yaml", edit: Self.here) { stack in
            let names = ["EID_STORAGE_SECRET", "EID_SUBJECT_SECRET", "EID_SHOP_SECRET", "EID_WINE_SHOP_SECRET"]
            let ended = try await Executable.run(
                "eid-broker",
                ["check", "--config", stack.settingsPath],
                environment: Dictionary(uniqueKeysWithValues: names.map { ($0, FlowStack.shopSecret + $0) }),
                in: stack.folder
            )
            #expect(ended.status == 0 && ended.errors.isEmpty, "\(ended.errors)")
            #expect(!ended.output.contains(FlowStack.shopSecret))
        }
    }

    @Test func checkRefusesASealThatHasExpiredAndServeStartsWithoutIt() async throws {
        try await FlowStack.prepared(sample: "itsme-signing.yaml", edit: SigningWalk.withoutOASIS) { stack in
            stack.advance(by: -7200)
            try stack.issueSeal(validity: 3600)
            let ended = try await Self.run(stack, "check")
            #expect(ended.status == 1 && ended.output.isEmpty)
            #expect(ended.errors.contains(": signing.seal.certificates  has expired at "), "\(ended.errors)")
            #expect(ended.errors.contains("1 problem\n"))
            try await stack.withProcess { broker in
                #expect(broker.errors.contains("the seal cannot be used"), "\(broker.errors)")
            }
        }
    }

    @Test func checkWarnsOfASealThatEndsSoon() async throws {
        try await FlowStack.prepared(sample: "itsme-signing.yaml", edit: SigningWalk.withoutOASIS) { stack in
            try stack.issueSeal(validity: 86_400)
            let ended = try await Self.run(stack, "check")
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.errors.contains("warning: signing.seal.certificates  ends at "), "\(ended.errors)")
        }
    }

    @Test func checkOfAFileThatIsNotThereEndsWithOne() async throws {
        try await FlowStack.prepared { stack in
            let ended = try await Executable.run("eid-broker", ["check", "--config", "nowhere.yaml"], in: stack.folder)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("nowhere.yaml"))
        }
    }

    @Test func noProblemTellsASecret() async throws {
        try await FlowStack.prepared(edit: Self.withTenMistakes) { stack in
            let ended = try await Self.run(stack, "check")
            #expect(!ended.errors.contains(FlowStack.shopSecret) && !ended.errors.contains("PRIVATE KEY"))
        }
    }

    @Test func methodsListsWhatIsInstalledAndEnabled() async throws {
        try await FlowStack.prepared(sample: "itsme-beside-others.yaml") { stack in
            let ended = try await Self.run(stack, "methods")
            #expect(ended.status == 0)
            for word in [
                "itsme", "authentication, signing, verification", "substantial", "nationalNumber",
                "needs a justification",
            ] {
                #expect(ended.output.contains(word), "\(word)")
            }
            let entry = try #require(ended.output.components(separatedBy: "  itsme-secret  itsme  enabled\n").last)
            #expect(entry.hasPrefix("    types       authentication, verification\n    assurance   substantial"))
            #expect(ended.output.contains("itsme-production  itsme  disabled"))
            let installed = try await Executable.run("eid-broker", ["methods"], in: stack.folder)
            #expect(installed.status == 0 && !installed.output.contains("enabled"))
        }
    }

    @Test func schemaIsTheCommittedOne() async throws {
        try await FlowStack.prepared { stack in
            let ended = try await Executable.run("eid-broker", ["schema"], in: stack.folder)
            let file = FlowStack.root.appending(path: "Samples/eid-broker.schema.json")
            #expect(ended.status == 0)
            #expect(ended.output == (try String(contentsOf: file, encoding: .utf8)))
            let limits = JSONLimits(maximumBytes: 1 << 20, maximumDepth: 64)
            #expect(try JSONValue.parse(Array(ended.output.utf8), limits: limits)["properties"] != nil)
        }
    }

    @Test(arguments: ["rsa", "ec", "ed25519"])
    func keysAreMadeForTheirOwnerOnly(_ kind: String) async throws {
        try await FlowStack.prepared { stack in
            let made = stack.folder.appending(path: "new.pem").path
            let arguments = ["keys", "generate", "--kind", kind, "--out", made]
            let first = try await Executable.run("eid-broker", arguments, in: stack.folder)
            #expect(first.status == 0 && first.output.contains("kid "))
            let attributes = try FileManager.default.attributesOfItem(atPath: made)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let text = try String(contentsOfFile: made, encoding: .utf8)
            #expect(text.hasPrefix("-----BEGIN PRIVATE KEY-----"))
            let second = try await Executable.run("eid-broker", arguments, in: stack.folder)
            #expect(second.status != 0 && second.errors.contains("exists already"))
            #expect(try String(contentsOfFile: made, encoding: .utf8) == text, "a key in use is never replaced")
        }
    }

    @Test func secretsAreMadeForTheirOwnerOnly() async throws {
        try await FlowStack.prepared { stack in
            let made = stack.folder.appending(path: "new.secret").path
            let ended = try await Executable.run("eid-broker", ["keys", "secret", "--out", made], in: stack.folder)
            #expect(ended.status == 0)
            #expect(!ended.output.contains(try String(contentsOfFile: made, encoding: .utf8).prefix(43)))
            let attributes = try FileManager.default.attributesOfItem(atPath: made)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func anUnknownCommandEndsWithAnError() async throws {
        try await FlowStack.prepared { stack in
            let ended = try await Executable.run("eid-broker", ["frobnicate"], in: stack.folder)
            #expect(ended.status == 64, "EX_USAGE")
        }
    }

    @Test func servePrintsOneLineAndEndsWithZeroAtSIGTERM() async throws {
        try await FlowStack.prepared { stack in
            try await stack.withProcess { broker in
                broker.send(SIGTERM)
                let status = try await broker.end()
                #expect(status == 0)
                let lines = broker.output.split(separator: "\n")
                #expect(lines == ["eid-broker is ready: \(stack.issuer) (port \(stack.ports.broker))"])
            }
        }
    }

    @Test func serveOnATakenPortEndsWithAnError() async throws {
        try await FlowStack.prepared { stack in
            try await stack.withProcess { _ in
                let second = try await Self.run(stack, "serve")
                #expect(second.status != 0 && second.output.isEmpty)
                let sentence = "Error: server.port \(stack.ports.broker) on 127.0.0.1 is in use\n"
                #expect(second.errors.hasSuffix(sentence), "\(second.errors)")
            }
        }
    }

    private static func run(
        _ stack: FlowStack,
        _ command: String
    ) async throws -> (status: Int32, output: String, errors: String) {
        try await Executable.run("eid-broker", [command, "--config", stack.settingsPath], in: stack.folder)
    }

    private static let mistakes = [
        "issuer", "server.port", "storage.kind", "subjectSecret", "signingKeys[1].key", "lifetimes.code",
        "clients[0].redirectURIs", "clients[0].scopes", "methods.itsme.settings.environment", "surprise",
    ]

    @Sendable private static func withTenMistakes(_ settings: String) -> String {
        let edits = [
            ("issuer: http://localhost:8480  ", "issuer: ftp://localhost:8480  "), ("  port: 8480", "  port: 70000"),
            ("kind: sqlite", "kind: paper"), ("../.demo/keys/subject.secret", "../.demo/keys/nowhere.secret"),
            ("../.demo/keys/broker-rsa.pem", "../.demo/keys/shop.secret"), ("  code: 60", "  code: 6000"),
            ("[http://localhost:8482/callback]", "[]"), ("scopes: [profile,", "scopes: [shoes,"),
            ("environment: custom", "environment: moon"), ("\nstorage:", "\nsurprise: true\nstorage:"),
        ]
        return edits.reduce(settings) { $0.replacing($1.0, with: $1.1) }
    }
}
