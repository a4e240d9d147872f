import EIDJSON
import EIDProgram
import FlowDriver
import Foundation
import Testing

/// Brokers that others make out of our libraries.
@Suite struct OutOfTreeMethodTests {
    @Test func aBrokerOfSomebodyElseSignsPeopleIn() async throws {
        let edit: @Sendable (String) -> String = { settings in
            settings.replacing("keys/", with: "../.demo/keys/")
                .replacing("reading-room.secret", with: "shop.secret")
                .replacing("reader-1.secret", with: "shop.secret")
        }
        try await FlowStack.prepared(sample: "OutOfTreeMethod/library-broker.yaml", edit: edit) { stack in
            let broker = try Executable("library-broker", ["serve", "--config", stack.settingsPath], in: stack.folder)
            defer { broker.send(SIGKILL) }
            try await FlowStack.waitUntilOpen(stack.ports.broker)
            var client = TestClient(stack: stack)
            client.id = "reading-room"
            let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
            let url = client.authorizationURL(scope: "openid", [("acr_values", "type:authentication")])
            let question = try await browser.get(url)
            let end = try await browser.submit(
                question.form(to: "/answer"),
                on: question,
                typing: ["text": "1000234 \(FlowStack.shopSecret)"]
            )
            let tokens = try await client.redeem(try client.code(in: end))
            let claims = try await client.claims(of: try #require(tokens.json["id_token"]?.string))
            #expect(claims["method"]?.string == "card")
        }
    }

    @Test func aPackageOutOfTheTemplateNamesItsOwnThings() async throws {
        try await FlowStack.prepared { stack in
            let kit = FlowStack.root.path
            let made = try await Executable.run(
                "eid-broker",
                ["plugin", "new", "NordicCard", "--kit", kit],
                in: stack.folder
            )
            #expect(made.status == 0, "\(made.errors)")
            let folder = stack.folder.appending(path: "nordic-card")
            let provider = try String(
                contentsOf: folder.appending(path: "Sources/EIDNordicCard/NordicCardProvider.swift"),
                encoding: .utf8
            )
            #expect(provider.contains("provider: \"nordic-card\""))
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                #expect(!path.contains("Template"))
                #expect(!path.contains("nordic-card-"), "only a broker needs \(path)")
                guard path.hasSuffix(".swift") else { continue }
                let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                #expect(!text.contains("Template"), "\(path)")
            }
            let again = try await Executable.run(
                "eid-broker",
                ["plugin", "new", "NordicCard", "--kit", kit],
                in: stack.folder
            )
            #expect(again.status == 64 && again.errors.contains("nothing in it is overwritten"), "\(again.errors)")
            let whole = try await Executable.run(
                "eid-broker",
                ["plugin", "new", "NordicCard", "--kit", kit, "--with-broker", "--out", "whole"],
                in: stack.folder
            )
            #expect(whole.status == 0, "\(whole.errors)")
            for path in [
                "nordic-card.yaml", "Sources/nordic-card-broker/NordicCardBroker.swift",
                "Sources/nordic-card-simulator/NordicCardPost.swift",
            ] {
                let file = stack.folder.appending(path: "whole/\(path)")
                let text = try String(contentsOf: file, encoding: .utf8)
                #expect(!text.lowercased().contains("template"), "\(path)")
                #expect(text.lowercased().replacing("-", with: "").contains("nordiccard"), "\(path)")
            }
            for (arguments, reason) in [
                (["Itsme", "--kit", kit], "take another name"), (["Method", "--kit", kit], "take another name"),
                (["Upstream", "--kit", kit], "UpstreamFault, UpstreamSimulator"),
                (["Signing", "--kit", kit], "SigningProvider"), (["Codable", "--kit", kit], "CodableConfiguration"),
                (["Eid", "--kit", kit], "itself is named eid"),
                (["EidBroker", "--kit", kit], "itself is named eid-broker"),
                (["Heron", "--kit", "/nonexistent"], "no folder of eid-broker's sources"),
            ] {
                let refused = try await Executable.run("eid-broker", ["plugin", "new"] + arguments, in: stack.folder)
                #expect(refused.status == 64 && refused.errors.contains(reason), "\(refused.errors)")
            }
            let nowhere = ["plugin", "new", "Heron", "--kit", kit, "--out", "/proc/heron"]
            let unwritten = try await Executable.run("eid-broker", nowhere, in: stack.folder)
            #expect(unwritten.status == 1 && unwritten.errors.contains("cannot be written: No such file"))
            let misnamed = try await Executable.run("eid-broker", ["plugin", "new", "nordic"], in: stack.folder)
            #expect(misnamed.status == 64 && misnamed.errors.contains("capital letter"), "\(misnamed.errors)")
        }
    }
}
