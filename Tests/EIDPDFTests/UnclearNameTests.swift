import EIDPDF
import PDFCorpus
import Testing

/// Names that are the same to us, and others to some readers.
@Suite struct UnclearNameTests {
    @Test(
        "an update with a name is noticed that some readers take for another",
        arguments: ["/Title\u{80}", "/Title\u{FF}", "/Title#", "/Title#4", "/" + String(repeating: "N", count: 128)]
    )
    func added(_ name: String) throws {
        #expect(try changes(from: "<<>>", to: "<<\(name) 1>>") == [.metadata, .shadowedObject])
    }

    @Test("a name is noticed that is written clearly now, and was not before")
    func rewritten() throws {
        #expect(try changes(from: "<</A\u{80} 1>>", to: "<</A#80 1>>") == [.saving, .shadowedObject])
        #expect(try changes(from: "<</A#81 1>>", to: "<</A\u{81} 1>>") == [.saving])
    }

    @Test("a trailer with such a name is noticed")
    func trailer() throws {
        let document = try PDFDocument(parsing: ShadowTests.update(ShadowTests.document().bytes, number: 6, "<<>>"))
        let next = ShadowTests.update(document.bytes, number: 6, "<</Title(1)>>", extra: "/XXXX 7 0 R")
        #expect(try kinds(next, since: document).contains(.catalogue))
        let place = try #require(next.indices.last { next[$0...].starts(with: Array("XXXX".utf8)) })
        var unclear = next
        unclear.replaceSubrange(place..<(place + 4), with: Array("Root".utf8))
        #expect(throws: PDFError.self) { try PDFDocument(parsing: unclear) }
        unclear[place + 3] = 0x80
        #expect(try kinds(unclear, since: document).contains(.shadowedObject))
    }

    private func changes(from one: String, to other: String) throws -> [PDFRevisionChange.Kind] {
        let document = try PDFDocument(parsing: Self.bytes(one, after: ShadowTests.document().bytes))
        return try kinds(Self.bytes(other, after: document.bytes), since: document)
    }

    private func kinds(_ bytes: [UInt8], since document: PDFDocument) throws -> [PDFRevisionChange.Kind] {
        try PDFDocument(parsing: bytes).changes(since: document).map(\.kind)
    }

    /// The file with other information, of which each character stands for one byte.
    private static func bytes(_ information: String, after bytes: [UInt8]) -> [UInt8] {
        // A stand-in of the same length: what follows says where things are.
        let raw = information.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        let update = ShadowTests.update(bytes, number: 6, String(repeating: "1", count: raw.count))
        let start = bytes.count + "6 0 obj\n".utf8.count
        return update[..<start] + raw + update[(start + raw.count)...]
    }
}
