import Foundation
import Testing

/// `SECURITY.md` says which tests show what: each of them must exist under that name.
@Suite("Security table") struct SecurityTableTests {
    /// `Suite.test` or `Suite`, as the table writes them between backticks.
    private func references() throws -> [String] {
        let text = try String(contentsOf: SourceTree.root.appending(path: "SECURITY.md"), encoding: .utf8)
        return text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 && $0.element.firstMatch(of: /^[A-Za-z]+Tests(\.\w+)?$/) != nil }
            .map { String($0.element) }
    }

    @Test("every test that is named exists")
    func namedTestsExist() throws {
        let files = try SourceTree.files(below: "Tests") + SourceTree.files(below: "Plugins")
        let references = try references()
        #expect(references.count > 60, "the table was not found")
        for reference in Set(references).sorted() {
            let parts = reference.split(separator: ".")
            guard let suite = parts.first, let file = files.first(where: { $0.path.hasSuffix("/\(suite).swift") })
            else {
                Issue.record("\(reference): there is no such suite")
                continue
            }
            guard parts.count == 2, let name = parts.last else { continue }
            #expect(file.text.contains("func \(name)("), "\(reference): the suite has no such test")
        }
    }

    @Test("every requirement has a row")
    func everyRequirementHasARow() throws {
        let text = try String(contentsOf: SourceTree.root.appending(path: "SECURITY.md"), encoding: .utf8)
        for number in 1...20 {
            #expect(text.split(separator: "\n").contains { $0.hasPrefix("| \(number) |") }, "row \(number) is missing")
        }
    }
}
