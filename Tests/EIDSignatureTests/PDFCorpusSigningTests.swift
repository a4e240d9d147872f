import EIDPDF
import Foundation
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Every odd PDF of the corpus, signed or refused.
@Suite("A PDF of the corpus") struct PDFCorpusSigningTests {
    /// A shape at the lowest and at the highest level; signed once, for all judges.
    private struct Signed {
        let baseline: [UInt8]
        let archival: [UInt8]
        /// Whether it had signatures before; in the corpus they are dummies, which no validator accepts.
        let names: Set<String>
    }

    private let ca: TestAuthority
    private let make: TestDocument
    private static let good = PDFCorpus.shapes.filter { $0.fate == .signed }
    private static let authority = Result { try TestAuthority() }
    private static let signed = Dictionary(uniqueKeysWithValues: good.map { shape in (shape.name, sign(shape)) })

    /// What pyHanko declines to read or to compare, by what it says of it.
    ///
    /// All of it stands in the files as they came.
    private static let unread = [
        "object of generation 3": "orphaned generation",
        "strings of every kind": "Unexpected escaped string",
        "a name with bytes above ASCII": "Failed to read dictionary key",
        "key twice with one value": "Multiple definitions",
        "texts twice in the information": "Multiple definitions",
        "null entries": "KeyError",
        "node types are missing": "Invalid page tree node",
        "cross-reference stream whose compression ends flushed": "incomplete or truncated stream",
        "hybrid that hides its structure only": "hybrid-reference",
        "object without a value": "Unexpected byte",
    ]

    init() throws {
        ca = try Self.authority.get()
        make = TestDocument(ca)
    }

    private static func sign(_ shape: PDFShape) -> Result<Signed, any Error> {
        Result {
            let make = TestDocument(try authority.get())
            let fields = try PDFDocument(parsing: shape.bytes).signatureFields
            return Signed(
                baseline: try make.baseline(shape.bytes) { $0.reservedBytes = 4_000 },
                archival: try make.archival(shape.bytes) { $0.reservedBytes = 7_000 },
                names: Set(fields.filter(\.isSigned).map(\.name))
            )
        }
    }

    private func files(of shape: PDFShape) throws -> Signed { try #require(Self.signed[shape.name]).get() }

    @Test("is one of many kinds, most of them signed") func kinds() {
        #expect(Self.good.count >= 40 && Set(PDFCorpus.shapes.map(\.name)).count == PDFCorpus.shapes.count)
        #expect(Self.unread.keys.allSatisfy { name in Self.good.contains { $0.name == name } })
    }

    @Test("is signed at B-B and B-LTA, and validates", arguments: good)
    func validated(_ shape: PDFShape) throws {
        let files = try files(of: shape)
        let later = TestTime.now + 60
        let plain = SignedFile.validate(files.baseline, by: ca.validator, material: try make.material(), at: later)
        let one = plain.signatures.filter { !files.names.contains($0.place ?? "") }
        #expect(files.baseline.starts(with: shape.bytes) && plain.findings.isEmpty && one.count == 1)
        #expect(one.first?.report.verdict == .valid && one.first?.report.level == .baseline)
        let archival = SignedFile.validate(files.archival, by: ca.validator, at: later)
        let both = archival.signatures.filter { !files.names.contains($0.place ?? "") }
        #expect(files.archival.starts(with: shape.bytes) && archival.findings.isEmpty)
        #expect(both.map(\.isTimestamp) == [false, true] && both.allSatisfy { $0.report.verdict == .valid })
        #expect(both.first?.report.level == .archival && both.first?.report.findings.isEmpty == true)
    }

    @Test("is refused for the reason that it is named after", arguments: PDFCorpus.shapes.filter { $0.fate != .signed })
    func refused(_ shape: PDFShape) throws {
        do {
            _ = try make.prepared(shape.bytes)
            Issue.record("\(shape.name) was prepared")
        } catch let error as PDFError {
            switch (shape.fate, error.code) {
            case (.policy(let name), .refused(let kind)): #expect(kind.rawValue == name)
            case (.unreadable(let name), let code): #expect("\(code)" == name)
            default: Issue.record("\(shape.name): \(error)")
            }
        }
        let report = SignedFile.validate(shape.bytes, by: ca.validator, at: TestTime.now)
        #expect(report.verdict == .invalid && report.signatures.allSatisfy { $0.report.verdict != .valid })
    }

    @Test("that was signed satisfies qpdf", arguments: good)
    func checked(_ shape: PDFShape) throws {
        let judges = try PDFJudges(ca)
        defer { judges.cleanUp() }
        let files = try files(of: shape)
        for (level, file) in [("b", files.baseline), ("lta", files.archival)] {
            try judges.add(level, file)
            let (status, text) = try judges.run("qpdf", ["--check", judges.path(level).path])
            // 3: it warns, of what stood in the file before.
            #expect(status == (shape.isCleanForQPDF ? 0 : 3), "\(level): \(text)")
        }
    }

    @Test("that was signed satisfies pyHanko, offline and with every answer required") func judged() throws {
        let judges = try PDFJudges(ca)
        defer { judges.cleanUp() }
        for (index, shape) in Self.good.enumerated() {
            let files = try files(of: shape)
            guard files.names.isEmpty else { continue }
            try judges.add("\(index)-b", files.baseline)
            try judges.add("\(index)-lta", files.archival, isArchival: true)
        }
        let lines = try judges.pyHanko()
        var count = 0
        for (index, shape) in Self.good.enumerated() where try files(of: shape).names.isEmpty {
            let baseline = try #require(lines["\(index)-b"])
            let archival = try #require(lines["\(index)-lta"])
            if let reason = Self.unread[shape.name] {
                #expect(archival.error?.contains(reason) == true, "\(shape.name): \(archival)")
                continue
            }
            count += 1
            for line in [baseline, archival] {
                #expect(line.error == nil && line.signatures.allSatisfy(\.bottom_line), "\(shape.name): \(line)")
            }
            #expect(baseline.signatures.count == 1 && archival.signatures.count == 2, "\(shape.name)")
        }
        #expect(count >= 40)
    }
}
