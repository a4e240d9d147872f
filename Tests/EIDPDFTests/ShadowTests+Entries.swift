import EIDPDF
import PDFCorpus
import Testing

/// What the cross-references of an update say, or the streams of objects in it, that readers do not agree about.
extension ShadowTests {
    @Test("an object in use at place 0 is noticed")
    func placeZero() throws {
        let document = try Self.document()
        let between = Self.section(document.bytes, number: 9, at: 0)
        #expect(try kinds(between, since: document) == [.shadowedObject])
        #expect(try kinds(Self.section(document.bytes, number: 9, at: nil), since: document) == [])
    }

    @Test(
        "of two objects with one number in a stream of an update, readers take either",
        arguments: [("6 0 9 8 ", 0, false), ("6 0 6 8 ", 0, true), ("6 0 6 8 ", 1, true)]
    )
    func doubled(_ directory: String, index: UInt8, isUnclear: Bool) throws {
        let document = try Self.compressed()
        let stream = "/Type/ObjStm/N 2/First 8/Length 24>>\nstream\n\(directory)<</A 1>><</B 2>>\nendstream"
        let bytes = document.bytes + Array("8 0 obj\n<<\(stream)\nendobj\n".utf8)
        let rows = [[2, 0, 8, index], Self.row(document.bytes.count)]
        let found = try kinds(Self.section(bytes, "6 1 8 1", rows), since: document)
        #expect(found == (isUnclear ? [.metadata, .shadowedObject] : [.metadata]))
    }

    @Test("a cross-reference of an unknown kind is refused", arguments: [3, 255] as [UInt8])
    func unknownKind(_ kind: UInt8) throws {
        let document = try Self.compressed()
        func file(_ kind: UInt8) -> [UInt8] { Self.section(document.bytes, "8 1", [[kind, 0, 0, 0]]) }
        #expect(try kinds(file(0), since: document) == [])
        #expect(throws: PDFError(.malformed, "")) { try PDFDocument(parsing: file(kind)) }
    }

    @Test("a table behind cross-reference streams is noticed, and not the other way round, which every reader follows")
    func otherForm() throws {
        let document = try Self.document()
        #expect(try kinds(Self.section(document.bytes, "8 1", [[0, 0, 0, 0]]), since: document) == [])
        let compressed = try Self.compressed()
        let table = Self.section(compressed.bytes, number: 9, at: nil)
        #expect(try kinds(table, since: compressed) == [.shadowedObject])
    }

    @Test("a place far beyond the file, in a section that counts no more, ends nothing")
    func farPlace() throws {
        let document = try Self.compressed()
        func eight(_ place: Int) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: place >> (56 - $0 * 8)) } }
        func wide(_ bytes: [UInt8], _ entry: [UInt8], number: Int) -> [UInt8] {
            let data = entry + [1] + eight(bytes.count) + [0, 0]
            let dictionary =
                "<</Type/XRef/Root 1 0 R/Info 6 0 R/Size 12/W[1 8 2]/Index[8 1 \(number) 1]/Prev \(Self.last(bytes))/Length \(data.count)>>"
            let head = Array("\(number) 0 obj\n\(dictionary)\nstream\n".utf8)
            return bytes + head + data + Array("\nendstream\nendobj\nstartxref\n\(bytes.count)\n%%EOF\n".utf8)
        }
        let far = wide(document.bytes, [1] + eight(.max) + [0, 0], number: 10)
        let next = wide(far, [0] + eight(0) + [0, 0], number: 11)
        #expect(try kinds(next, since: document) == [])
    }

    private static func compressed() throws -> PDFDocument {
        try PDFDocument(parsing: #require(PDFCorpus.shape("information beside a cross-reference stream")).bytes)
    }

    private static func row(_ place: Int) -> [UInt8] { [1, UInt8(place >> 8), UInt8(place & 255), 0] }

    /// The file with a cross-reference stream more, as object 10.
    private static func section(_ bytes: [UInt8], _ index: String, _ rows: [[UInt8]]) -> [UInt8] {
        let data = rows.flatMap { $0 } + row(bytes.count)
        let dictionary =
            "<</Type/XRef/Root 1 0 R/Info 6 0 R/Size 12/W[1 2 1]/Index[\(index) 10 1]/Prev \(last(bytes))/Length \(data.count)>>"
        let head = Array("10 0 obj\n\(dictionary)\nstream\n".utf8)
        return bytes + head + data + Array("\nendstream\nendobj\nstartxref\n\(bytes.count)\n%%EOF\n".utf8)
    }

    private static func last(_ bytes: [UInt8]) -> Substring {
        String(decoding: bytes, as: UTF8.self).split(separator: "startxref\n").last?.split(separator: "\n").first ?? ""
    }
}
