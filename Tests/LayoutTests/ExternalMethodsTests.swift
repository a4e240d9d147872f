import EIDMethod
import Foundation
import Testing

@testable import EIDExternalMethod

/// The tables of `ExternalMethods.md` are those of the code: an author in another language has nothing else.
@Suite("External methods for authors") struct ExternalMethodsTests {
    private let document = "Documentation/ExternalMethods.md"

    @Test("every limit of the protocol is in the table, with its number")
    func limits() throws {
        let table = try DocumentationTable(of: document, headed: "| part | most |")
        #expect(table.rows.count == WireLimit.allCases.count)
        for (limit, row) in zip(WireLimit.allCases, table.rows) {
            let words = row[1].split(separator: " ")
            let factor = ["KiB": 1 << 10, "MiB": 1 << 20][words.dropFirst().first ?? ""] ?? 1
            let number = words.first.flatMap { Int($0) } ?? 0
            #expect(number * factor == limit.most, "\(limit): \(row)")
        }
    }

    @Test("the wire has no limit beside those")
    func noOtherLimits() throws {
        // These two read what the broker itself sends.
        let own = ["MethodEvent+Wire.swift", "SigningRequest+Wire.swift"]
        let files = try SourceTree.files(below: "Sources/EIDExternalMethod/Wire").filter { file in
            !own.contains { file.path.hasSuffix($0) }
        }
        #expect(files.count > 15, "the sources were not found")
        for file in files {
            let stray = file.code.filter { $0.contains(/upTo: \d|prefix\(\d|in: \d+\.\.\.\d/) }
            #expect(stray.isEmpty || file.path.hasSuffix("HTTP+Wire.swift"), "\(file.path): \(stray)")
        }
    }

    @Test("what a process may cost is in the table")
    func process() throws {
        let limits = ExternalLimits()
        let table = try DocumentationTable(of: document, headed: "| what | most |")
        let expected = [
            "\(limits.start.components.seconds) s", "\(limits.call.components.seconds) s, callSeconds",
            "\(limits.redraw.components.seconds) s", "\(limits.abandon.components.seconds) s",
            "\(limits.health.components.seconds) s", "\(limits.calls), maximumCalls", "\(limits.unaskedPerSecond)",
            "\(limits.noteBytesPerSecond >> 20) MiB", "\(Channel.bytesPerSecond >> 20) MiB",
            "\(limits.keyCallsPerSecond), keyCallsPerSecond", "\(limits.keyCalls)",
            "\(ExternalConnection.entriesPerSecond)", "\(ExternalConnection.lineBytes) bytes",
            "\(Channel.printedPerSecond >> 10) KiB", "\(limits.memoryMiB) MiB, memoryMiB", "\(limits.descriptors)",
            "\(ExecutableImage.maximumBytes >> 20) MiB", "\(limits.stop.components.seconds) s",
        ]
        #expect(table.column(1) == expected)
        let health = "asked every \(limits.healthInterval.components.seconds) s"
        #expect(table.column(0).contains { $0.contains(health) })
    }

    @Test("every attribute is in the table, with its kind")
    func attributes() throws {
        let table = try DocumentationTable(of: document, headed: "| attribute | kind | what it is |")
        let expected = AttributeCatalogue.all.map { ["`\($0.name)`", "`\($0.kind.rawValue)`", $0.summary] }
        #expect(table.rows == expected)
    }
}
