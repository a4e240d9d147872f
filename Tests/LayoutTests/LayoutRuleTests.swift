import Testing

/// The rules must fail where they should: a check that cannot fail protects nothing.
@Suite("Layout rules refuse") struct LayoutRuleTests {
    private func violations(_ path: String, _ text: String) -> [String] {
        ImportRules.violations(in: SourceFile(path: path, text: text), pluginNames: ["Itsme", "Template"])
    }

    @Test(
        "an import against the arrows",
        arguments: [
            ("Sources/EIDBroker/A.swift", "import EIDServer"),
            ("Sources/EIDBroker/A.swift", "public import EIDItsme"),
            ("Sources/EIDBroker/A.swift", "import Hummingbird"),
            ("Sources/EIDMethod/A.swift", "import struct EIDJOSE.JWK"),
            ("Sources/EIDServer/A.swift", "@testable import EIDSettings"),
            ("Sources/EIDServer/A.swift", "@preconcurrency internal import GRDB"),
            ("Sources/EIDSimulator/A.swift", "import EIDMethod"),
            ("Sources/EIDMethodOIDC/A.swift", "import AsyncHTTPClient"),
            ("Plugins/Itsme/Sources/A.swift", "import EIDBroker"),
            ("Plugins/Itsme/Sources/A.swift", "import EIDTemplate"),
            ("Plugins/Itsme/Simulator/A.swift", "import EIDItsme"),
            ("Sources/eid-simulator/A.swift", "import EIDItsme"),
            ("Sources/EIDNew/A.swift", "import EIDMethod"),
        ]
    )
    func forbiddenImport(path: String, text: String) {
        #expect(violations(path, "/// A file.\n\(text)\n").count == 1)
    }

    @Test(
        "no import that the table allows",
        arguments: [
            ("Sources/eid-broker/A.swift", "import EIDItsme"),
            ("Sources/EIDServer/A.swift", "package import EIDBroker"),
            ("Plugins/Itsme/Sources/A.swift", "import EIDMethodOIDC"),
            ("Plugins/Itsme/Tests/A.swift", "import EIDItsmeSimulator"),
            ("Sources/EIDBroker/A.swift", "// import EIDServer"),
            ("Sources/EIDBroker/A.swift", "let text = \"import EIDServer\""),
        ]
    )
    func allowedImport(path: String, text: String) {
        #expect(violations(path, text).isEmpty)
    }

    @Test("a method named by the core, in code or in a page")
    func namedMethod() {
        let code = SourceFile(path: "Sources/EIDBroker/A.swift", text: "/// As itsme does.\nlet id = \"ITSME\"\n")
        #expect(NamingRules.namedMethods(in: code, methods: ["Itsme"]).count == 1)
        let page = SourceFile(path: "Sources/EIDServer/Pages/a.mustache", text: "<h1>Itsme</h1>")
        #expect(NamingRules.namedMethods(in: page, methods: ["Itsme"]).count == 1)
    }

    @Test("a name that says nothing", arguments: ["StringUtils.swift", "KeyHelper.swift", "SessionManager.swift"])
    func emptyName(name: String) {
        #expect(NamingRules.emptyName(SourceFile(path: "Sources/EIDBroker/\(name)", text: "")) != nil)
        #expect(NamingRules.emptyName(SourceFile(path: "Sources/EIDBroker/Keys.swift", text: "")) == nil)
    }

    @Test("a file of more than 400 lines")
    func longFile() {
        #expect(NamingRules.tooLong(SourceFile(path: "a", text: String(repeating: "a\n", count: 401))) != nil)
        #expect(NamingRules.tooLong(SourceFile(path: "a", text: String(repeating: "a\n", count: 399))) == nil)
    }
}
