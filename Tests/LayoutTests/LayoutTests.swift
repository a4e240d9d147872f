import Foundation
import Testing

@Suite("Layout") struct LayoutTests {
    private func pluginNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.appending(path: "Plugins").path).sorted()
    }

    @Test("imports follow the table")
    func importsFollowTheTable() throws {
        let files = try SourceTree.shipped()
        #expect(files.count > 50, "the tree was not found")
        let plugins = try pluginNames()
        let violations = files.flatMap { ImportRules.violations(in: $0, pluginNames: plugins) }
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test("only the executables name methods")
    func onlyExecutablesNameMethods() throws {
        // The template is an English word, and pages are made of templates.
        let methods = try pluginNames().filter { $0 != "Template" }
        #expect(methods.contains("Itsme"))
        let files = try SourceTree.files(below: "Sources", endings: [".swift", ".mustache", ".html", ".css", ".js"])
        let violations = files.flatMap { NamingRules.namedMethods(in: $0, methods: methods) }
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test("file names say what is inside, and files stay short")
    func namesAndSizes() throws {
        let files = try SourceTree.shipped()
        let violations = files.compactMap(NamingRules.emptyName) + files.compactMap(NamingRules.tooLong)
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test("every module has a row, and every row a module")
    func rowsAndModules() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: SourceTree.root.appending(path: "Sources").path
        )
        for folder in folders.sorted() {
            #expect(ImportRules.ours[folder] != nil, "\(folder) stands in no row of the import rules")
        }
    }
}
