import Foundation
import Testing

/// The reference that DocC makes of a module lists whatever is public there, and shows nothing that does not compile.
@Suite("Catalogues") struct CatalogueTests {
    private func pages(of module: String) throws -> [SourceFile] {
        try SourceTree.files(below: "Sources/\(module)/\(module).docc", endings: [".md"])
    }

    @Test("every module with a catalogue is among those that are checked")
    func everyCatalogueIsChecked() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: SourceTree.root.appending(path: "Sources").path
        )
        let catalogued = folders.filter { module in
            let path = SourceTree.root.appending(path: "Sources/\(module)/\(module).docc").path
            return FileManager.default.fileExists(atPath: path)
        }
        #expect(catalogued.sorted() == CatalogueRules.documented)
    }

    @Test("every public type stands in one list of topics", arguments: CatalogueRules.documented)
    func everyPublicTypeIsATopic(module: String) throws {
        let sources = try SourceTree.files(below: "Sources/\(module)")
        #expect(sources.flatMap(CatalogueRules.publicTypes).count > 3, "the sources were not found")
        let violations = CatalogueRules.violations(module: module, sources: sources, pages: try pages(of: module))
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test("front pages say what the module is", arguments: CatalogueRules.documented)
    func frontPage(module: String) throws {
        let page = try #require(try pages(of: module).first { $0.path.hasSuffix("/\(module).md") })
        let lines = page.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "# ``\(module)``")
        #expect(lines.count > 2 && !lines[2].isEmpty && lines.contains("## Overview"))
    }

    @Test("examples on front pages are cut from what compiles", arguments: CatalogueRules.documented)
    func examplesCompile(module: String) throws {
        let page = try #require(try pages(of: module).first { $0.path.hasSuffix("/\(module).md") })
        let sources =
            try SourceTree.files(below: "Tests") + SourceTree.files(below: "Plugins")
            + SourceTree.files(below: "Samples")
        for example in CatalogueRules.examples(in: page) {
            #expect(
                sources.contains { CatalogueRules.holds(example, in: $0) },
                "\(module): nothing that compiles has the example that begins with \(example.first ?? "")"
            )
        }
    }
}

/// Each rule must fail where it should.
@Suite("Catalogue rules refuse") struct CatalogueRuleTests {
    private let source = SourceFile(
        path: "Sources/A/A.swift",
        text: """
            /// A.
            public struct A: Sendable {
                public struct Inner {}
            }
            @nonexhaustive public indirect enum B { case b }
            public final class C {}
            struct Hidden {}
            package struct Own {}
            extension A { public func f() {} }
            """
    )

    private func page(_ topics: String) -> SourceFile {
        SourceFile(path: "Sources/A/A.docc/A.md", text: "# ``A``\n\nSays ``C``.\n\n- ``C``\n\n## Topics\n\n\(topics)\n")
    }

    @Test("nothing where every public type is listed once")
    func complete() {
        #expect(CatalogueRules.publicTypes(in: source) == ["A", "B", "C"])
        let page = page("- ``A``\n- ``B``\n\n### More\n\n- ``C``")
        #expect(CatalogueRules.violations(module: "A", sources: [source], pages: [page]).isEmpty)
    }

    @Test("a public type that is in no list, though a text names it")
    func missing() {
        let violations = CatalogueRules.violations(module: "A", sources: [source], pages: [page("- ``A``\n- ``B``")])
        #expect(violations == ["A: C stands in no list of topics"])
    }

    @Test("a name that is in two lists")
    func twice() {
        let page = page("- ``A``\n- ``B``\n- ``C``\n\n### More\n\n- ``A``")
        let violations = CatalogueRules.violations(module: "A", sources: [source], pages: [page])
        #expect(violations == ["A: A stands in two lists of topics"])
    }

    @Test("a name of nothing")
    func stale() {
        let page = page("- ``A``\n- ``B``\n- ``C``\n- ``Hidden``")
        let violations = CatalogueRules.violations(module: "A", sources: [source], pages: [page])
        #expect(violations == ["A: the topic Hidden is no public type"])
    }

    @Test("an example that stands nowhere")
    func inventedExample() {
        let page = SourceFile(path: "A.md", text: "```\nlet not = 1\n```\n```swift\nlet a = 1\nlet b = 2\n```\n")
        let examples = CatalogueRules.examples(in: page)
        #expect(examples.count == 1)
        let good = SourceFile(path: "a", text: "func f() {\n    let a = 1\n\n    let b = 2\n}\n")
        let bad = SourceFile(path: "b", text: "func f() {\n    let a = 1\n    let c = 3\n    let b = 2\n}\n")
        #expect(examples.allSatisfy { CatalogueRules.holds($0, in: good) && !CatalogueRules.holds($0, in: bad) })
    }
}
