import EIDExternalMethod
import EIDMethod
import EIDSettings
import Foundation
import Testing

@Suite("External methods in the settings") struct ExternalMethodSettingsTests {
    let folder: SettingsFolder
    private static let digest = String(repeating: "ab", count: 32)

    init() throws { folder = try SettingsFolder() }

    private func read(_ section: String) throws -> Result<[ExternalExecutable], SettingsProblems> {
        try folder.write("settings.yaml", SettingsFolder.good + "\nexternalMethods:\n" + section)
        let path = folder.url.appending(path: "settings.yaml").path
        let file = SettingsFile(path: path, table: SettingsFolder.table, environment: [:])
        do throws(SettingsProblems) { return .success(try file.externalMethods()) } catch { return .failure(error) }
    }

    private func paths(_ section: String) throws -> [String] {
        guard case .failure(let problems) = try read(section) else { return [] }
        return problems.issues.map(\.path)
    }

    @Test func `An executable is pinned, and its path is seen from the file`() throws {
        let section =
            "  owl: { path: owls/owl, sha256: \(Self.digest), callSeconds: 7, maximumCalls: 3, memoryMiB: 99 }"
        let owl = try #require(try read(section).get().first)
        #expect(owl.name == "owl" && owl.path.hasSuffix("/owls/owl") && owl.path.hasPrefix("/"))
        #expect(owl.sha256 == Array(repeating: 0xAB, count: 32))
        #expect(owl.limits.call == .seconds(7) && owl.limits.calls == 3 && owl.limits.memoryMiB == 99)
    }

    @Test func `What an executable may ask of keys, and for whom it may speak, can be set`() throws {
        let owl = try #require(
            try read(
                "  owl: { path: owl, sha256: \(Self.digest), keyCallsPerSecond: 9, subjectNamespaces: ['urn:owls'] }"
            ).get().first
        )
        #expect(owl.limits.keyCallsPerSecond == 9 && owl.subjectNamespaces == ["urn:owls"])
        let other = try #require(try read("  owl: { path: owl, sha256: \(Self.digest) }").get().first)
        #expect(other.limits.keyCallsPerSecond == 200 && other.subjectNamespaces.isEmpty)
    }

    @Test func `A name space that is none is refused`() throws {
        #expect(
            try paths("  owl: { path: owl, sha256: \(Self.digest), subjectNamespaces: [''] }")
                == ["externalMethods.owl.subjectNamespaces[0]"]
        )
    }

    @Test func `A file without the section names none`() throws {
        try folder.write("settings.yaml", SettingsFolder.good)
        let path = folder.url.appending(path: "settings.yaml").path
        #expect(try SettingsFile(path: path, table: SettingsFolder.table, environment: [:]).externalMethods().isEmpty)
    }

    @Test(arguments: ["ab", "zz", String(repeating: "g", count: 64), digest + "0"])
    func `A hash that is none is refused`(text: String) throws {
        #expect(try paths("  owl: { path: owl, sha256: \(text) }") == ["externalMethods.owl.sha256"])
    }

    @Test func `A name that is taken is refused`() throws {
        #expect(try paths("  toy: { path: owl, sha256: \(Self.digest) }") == ["externalMethods.toy"])
    }

    @Test func `A name that is none is refused`() throws {
        #expect(try paths("  Owl: { path: owl, sha256: \(Self.digest) }") == ["externalMethods.Owl"])
    }

    @Test func `Unknown keys and missing ones are refused`() throws {
        #expect(
            Set(try paths("  owl: { path: owl, sha265: abc }")) == [
                "externalMethods.owl.sha265", "externalMethods.owl.sha256",
            ]
        )
    }

    @Test func `Without the section, the schema knows only what is linked in`() {
        let schema = SettingsFolder.table.jsonSchema
        #expect(schema.contains("\"externalMethods\"") && schema.contains("\"not\""))
    }
}
