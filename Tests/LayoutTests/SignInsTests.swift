import EIDMethod
import Foundation
import Testing

@testable import EIDBroker

/// The tables of `SignIns.md` are those of the code: every claim, and every error that a client can get.
@Suite("Sign-ins for integrators") struct SignInsTests {
    private let document = "Documentation/SignIns.md"

    private func form(of kind: AttributeValue.Kind) -> String {
        switch kind {
        case .text: "string"
        case .boolean: "boolean"
        case .date: "string, a date"
        case .time: "number, seconds since 1970"
        case .address: "object, an address"
        case .place: "object, a place"
        case .image: "string, a data URL"
        case .record: "object of strings"
        }
    }

    @Test("every attribute is the claim that the table says")
    func claims() throws {
        let table = try DocumentationTable(
            of: document,
            headed: "| claim | attribute | JSON | scope | justification | |"
        )
        let expected = AttributeCatalogue.all.map { definition in
            [
                "`\(definition.claim)`", "`\(definition.name)`", form(of: definition.kind),
                definition.scope.map { "`\($0)`" } ?? "–", definition.isSpecial ? "yes" : "–", definition.summary,
            ]
        }
        #expect(table.rows == expected)
    }

    @Test("every end of a sign-in is told as the table says")
    func ends() throws {
        let told = try DocumentationTable(
            of: document,
            headed: "| `error` | `error_description` | in the broker's log | same again may help |"
        )
        let shown = try DocumentationTable(of: document, headed: "| on the page and in the log | status | why |")
        let entries =
            MethodError.Code.all.map { ErrorCatalogue.entry(for: $0) }
            + BrokerFailure.allCases.map { ErrorCatalogue.entry(for: $0) }
        #expect(Set(told.column(2) + shown.column(0)) == Set(entries.map(\.code)))
        #expect(told.rows.count > 10 && shown.rows.count > 5, "the tables were not found")
        for row in told.rows {
            let entry = try #require(entries.first { "`\($0.code)`" == row[2] })
            #expect(row[0] == "`\(entry.clientError)`" && row[1] == entry.clientDescription, "\(entry.code)")
            #expect(row[3] == (entry.isRetryable ? "yes" : "–"), "\(entry.code)")
        }
        for row in shown.rows {
            let entry = try #require(entries.first { "`\($0.code)`" == row[0] })
            #expect(row[1] == "\(entry.status)", "\(entry.code)")
        }
    }

    @Test("every OAuth error has a row")
    func errors() throws {
        let table = try DocumentationTable(of: document, headed: "| `error` | at | means |")
        #expect(table.column(0).sorted() == OAuthError.Code.allCases.map(\.rawValue).sorted())
    }

    @Test("the client in Python is cut from the sample")
    func client() throws {
        let page = try #require(try SourceTree.files(below: "Documentation", endings: ["SignIns.md"]).first)
        let sample = try #require(try SourceTree.files(below: "Samples/RelyingPartyPython", endings: [".py"]).first)
        let fenced = page.text.split(separator: "```python\n").dropFirst().first
        let example = try #require(fenced?.split(separator: "```").first)
        #expect(sample.text.contains(example))
    }
}
