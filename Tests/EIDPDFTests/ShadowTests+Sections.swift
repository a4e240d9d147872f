import EIDPDF
import PDFCorpus
import Testing

/// Sections and streams of an update that only readers find which search the file.
extension ShadowTests {
    @Test("a cross-reference stream that is no section of the file is noticed, whether it stays in use or not")
    func strayStream() throws {
        let document = try Self.document()
        let listed = Self.update(document.bytes, number: 7, Self.crossReferences)
        #expect(try kinds(listed, since: document).contains(.shadowedObject))
        let freed = Self.section(listed, number: 7, at: nil)
        #expect(try kinds(freed, since: document).contains(.shadowedObject))
        let replaced = Self.update(listed, number: 7, "null")
        #expect(try kinds(replaced, since: document).contains(.shadowedObject))
    }

    @Test("a cross-reference stream for newer readers may be added with its table")
    func hybridStream() throws {
        let document = try Self.document()
        let body = Self.crossReferences.replacing("/Root 3 0 R", with: "")
        let extra = "/XRefStm \(document.bytes.count)"
        #expect(try kinds(Self.update(document.bytes, number: 7, body, extra: extra), since: document) == [])
        let other = Self.update(document.bytes, number: 7, Self.crossReferences, extra: extra)
        #expect(try kinds(other, since: document).contains(.shadowedObject))
    }

    @Test("a section that names another catalogue is noticed, although a newer one names the right one")
    func otherRoot() throws {
        let document = try Self.document()
        let between = Self.update(document.bytes, number: 6, "<</Title(1)>>", root: 3)
        let bytes = Self.update(between, number: 6, "<</Title(2)>>")
        #expect(try kinds(bytes, since: document) == [.metadata, .shadowedObject])
    }

    @Test("a section that leads to one behind it is noticed")
    func forward() throws {
        let document = try Self.document()
        let start = document.bytes.count
        let first = Self.section(document.bytes, number: 7, at: nil, previous: 1_000_000)
        // The first section ends with the place of the second, which ends with the place of the first.
        let place = first.count
        let second = Self.section(document.bytes, number: 8, at: nil).dropFirst(start)
        let turned = String(decoding: first.dropFirst(start), as: UTF8.self)
            .replacing("1000000", with: String(repeating: "0", count: 7 - String(place).count) + String(place))
        let end = String(decoding: second, as: UTF8.self)
        #expect(end.contains("startxref\n\(start)\n"))
        #expect(try kinds(document.bytes + Array((turned + end).utf8), since: document) == [.shadowedObject])
    }

    @Test("a stream of objects is noticed that holds one to which something refers in vain")
    func compressed() throws {
        let document = try PDFDocument(
            parsing: try #require(PDFCorpus.shape("references to numbers that come next")).bytes
        )
        let body = "<</Type/ObjStm/N 1/First 4/Length 8>>\nstream\n8 0 null\nendstream"
        let listed = Self.update(document.bytes, number: 11, body)
        #expect(try kinds(listed, since: document).contains(.shadowedObject))
        let freed = Self.section(listed, number: 11, at: nil)
        #expect(try kinds(freed, since: document).contains(.shadowedObject))
        let harmless = Self.update(document.bytes, number: 11, body.replacing("8 0", with: "9 0"))
        #expect(try !kinds(harmless, since: document).contains(.shadowedObject))
    }

    private static let crossReferences =
        "<</Type/XRef/Root 3 0 R/Size 8/W[1 2 1]/Index[0 0]/Length 0>>\nstream\n\nendstream"
}
