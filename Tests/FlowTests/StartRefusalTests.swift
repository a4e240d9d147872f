import Foundation
import Testing

/// What ends a start, or would let every sign-in fail, is said before anybody signs in.
@Suite struct StartRefusalTests {
    @Test(arguments: ["itsme-simulator.yaml", "itsme-signing.yaml"])
    func plainHTTPWithoutItsSwitch(_ sample: String) async throws {
        let isSigning = sample == "itsme-signing.yaml"
        let edit: @Sendable (String) -> String = { settings in
            (isSigning ? SigningWalk.withoutOASIS(settings) : settings)
                .replacing("  allowLoopbackHTTP: true ", with: "  allowLoopbackHTTP: false ")
        }
        try await FlowStack.prepared(sample: sample, edit: edit) { stack in
            if isSigning { try stack.issueSeal(validity: 365 * 86_400) }
            let settings = "methods.itsme.settings"
            let paths = ["\(settings).issuer"] + (isSigning ? ["\(settings).signing.baseURL"] : [])
            for command in ["check", "serve"] {
                let ended = try await run(stack, command)
                // Whatever check lets pass, serve would go on to serve.
                try #require(ended.status == 1 && ended.output.isEmpty)
                for path in paths {
                    #expect(
                        ended.errors.contains(": \(path)  is http: needs server.allowLoopbackHTTP\n"),
                        "\(path) in \(ended.errors)"
                    )
                }
                // Timestamps prove themselves, and go another way.
                #expect(ended.errors.hasSuffix(paths.count == 1 ? "1 problem\n" : "2 problems\n"), "\(ended.errors)")
            }
        }
    }

    @Test func aStorageSecretThatIsNotTheOneOfBefore() async throws {
        try await FlowStack.prepared { stack in
            try await stack.withProcess { broker in
                broker.send(SIGTERM)
                let status = try await broker.end()
                #expect(status == 0)
            }
            let secret = stack.folder.appending(path: ".demo/keys/storage.secret")
            let before = try String(contentsOf: secret, encoding: .utf8)
            try String(before.reversed()).write(to: secret, atomically: true, encoding: .utf8)
            let refused = try await run(stack, "serve")
            #expect(refused.status == 1 && refused.output.isEmpty)
            #expect(refused.errors.contains("Error: storage.secret is not the one under which the records in "))
            #expect(!refused.errors.contains(before.prefix(8)))
            let files = try stack.storeFiles()
            let checked = try await run(stack, "check")
            #expect(checked.status == 1 && checked.output.isEmpty)
            #expect(checked.errors.contains(": storage.secret  is not the one under which the records in "))
            #expect(try stack.storeFiles() == files, "looking leaves nothing behind")
            try before.write(to: secret, atomically: true, encoding: .utf8)
            try await stack.withProcess { _ in
                let files = try stack.storeFiles()
                #expect(try await run(stack, "check").status == 0, "beside a broker that runs")
                #expect(try stack.storeFiles() == files)
            }
            let killed = try stack.storeFiles()
            #expect(try await run(stack, "check").status == 0, "where a broker was killed")
            #expect(try stack.storeFiles() == killed)
        }
    }

    @Test func aSubjectSecretThatIsNotTheOneOfBefore() async throws {
        try await FlowStack.prepared { stack in
            func serveOnce(_ options: String...) async throws {
                try await stack.withProcess(options) { broker in
                    broker.send(SIGTERM)
                    let status = try await broker.end()
                    #expect(status == 0)
                }
            }
            try await serveOnce()
            let secret = stack.folder.appending(path: ".demo/keys/subject.secret")
            let before = try String(contentsOf: secret, encoding: .utf8)
            try String(before.reversed()).write(to: secret, atomically: true, encoding: .utf8)
            let served = try await run(stack, "serve")
            #expect(served.status == 1 && served.output.isEmpty)
            #expect(served.errors.contains("Error: subjectSecret is not the one of before"), "\(served.errors)")
            let checked = try await run(stack, "check")
            #expect(checked.status == 1 && checked.errors.contains(": subjectSecret  is not the one of before"))
            for ended in [served, checked] {
                #expect(ended.errors.contains("--new-subjects"))
                #expect(!ended.errors.contains(before.prefix(8)) && !ended.errors.contains(before.suffix(8)))
            }
            try await serveOnce("--new-subjects")
            try await serveOnce()
            try before.write(to: secret, atomically: true, encoding: .utf8)
            #expect(try await run(stack, "serve").status == 1, "the new one is the one of before now")
        }
    }

    @Test func aDatabaseThatWasCutShort() async throws {
        // The first of twelve pages of 4096 bytes (SQLite's file format, §1.3), and no other.
        var page = Data("SQLite format 3\0".utf8)
        page.append(contentsOf: [16, 0, 1, 1, 0, 64, 32, 32, 0, 0, 0, 1, 0, 0, 0, 12] as [UInt8])
        page.append(Data(count: 60))
        page.append(contentsOf: [0, 0, 0, 1] as [UInt8])
        page.append(Data(count: 4000))
        let start = page
        try await FlowStack.prepared { stack in
            try start.write(to: stack.folder.appending(path: ".demo/broker.sqlite"))
            let served = try await run(stack, "serve")
            #expect(served.status == 1)
            #expect(served.errors.contains("Error: storage.path ") && served.errors.contains("/.demo/broker.sqlite"))
            #expect(served.errors.contains("malformed"), "\(served.errors)")
            let checked = try await run(stack, "check")
            #expect(checked.status == 1 && checked.errors.contains(": storage.path  "), "\(checked.errors)")
        }
    }

    @Test func aStoragePathThatIsTheAddressOfADatabase() async throws {
        let edit: @Sendable (String) -> String = {
            $0.replacing("path: ../.demo/broker.sqlite", with: "path: postgres://eid:hunter2@localhost/eid")
        }
        try await FlowStack.prepared(edit: edit) { stack in
            for command in ["check", "serve"] {
                let ended = try await run(stack, command)
                try #require(ended.status == 1 && ended.output.isEmpty)
                #expect(ended.errors.contains(": storage.path  ") && !ended.errors.contains("hunter2"))
            }
        }
    }

    @Test func aStoragePathThatIsNoDatabase() async throws {
        let edit: @Sendable (String) -> String = {
            $0.replacing("path: ../.demo/broker.sqlite", with: "path: ../.demo/keys/shop.secret")
        }
        try await FlowStack.prepared(edit: edit) { stack in
            let ended = try await run(stack, "check")
            #expect(ended.status == 1)
            #expect(
                ended.errors.contains(": storage.path  is a file that is no SQLite database\n1 problem\n"),
                "\(ended.errors)"
            )
        }
    }

    @Test(arguments: ["serve", "check"])
    func simulatorSettingsThatAreNotThere(_ command: String) async throws {
        try await FlowStack.prepared { stack in
            let arguments = [command, "--config", "nowhere.yaml"]
            let ended = try await Executable.run("eid-simulator", arguments, in: stack.folder)
            #expect(ended.status == 1 && ended.errors == "Error: nowhere.yaml does not exist\n", "\(ended.errors)")
        }
    }

    private func run(
        _ stack: FlowStack,
        _ command: String
    ) async throws -> (status: Int32, output: String, errors: String) {
        try await Executable.run("eid-broker", [command, "--config", stack.settingsPath], in: stack.folder)
    }
}

extension FlowStack {
    /// The names and sizes of what is beside the keys.
    fileprivate func storeFiles() throws -> [String: UInt64] {
        let folder = folder.appending(path: ".demo").path
        var found: [String: UInt64] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != "keys" {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            found[name] = attributes[.size] as? UInt64
        }
        return found
    }
}
