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

    @Test("of two objects with one number in a stream of an update, readers take either", arguments: [0, 1])
    func doubled(_ index: Int) throws {
        let document = try Self.document()
        let body = "<</Type/ObjStm/N 2/First 8/Length 24>>\nstream\n6 0 6 8 <</A 1>><</B 2>>\nendstream"
        var maker = Self.update(document.bytes, number: 7, body)
        // The section says at which index 6 is, and where itself.
        let place = maker.count
        let row: [UInt8] = [2, 0, 7, UInt8(index), 1, UInt8(place >> 8), UInt8(place & 255), 0]
        let dictionary =
            "<</Type/XRef/Root 1 0 R/Info 6 0 R/Size 12/W[1 2 1]/Index[6 1 8 1]/Prev \(Self.last(maker))/Length 8>>"
        maker += Array("8 0 obj\n\(dictionary)\nstream\n".utf8) + row
        maker += Array("\nendstream\nendobj\nstartxref\n\(place)\n%%EOF\n".utf8)
        #expect(try kinds(maker, since: document).contains(.shadowedObject))
    }

    @Test("a cross-reference of an unknown kind is refused", arguments: [3, 255] as [UInt8])
    func unknownKind(_ kind: UInt8) throws {
        func file(_ kind: UInt8) throws -> [UInt8] {
            var bytes = try Self.document().bytes
            let place = bytes.count
            let row: [UInt8] = [kind, 0, 0, 0, 1, UInt8(place >> 8), UInt8(place & 255), 0]
            let dictionary =
                "<</Type/XRef/Root 1 0 R/Info 6 0 R/Size 12/W[1 2 1]/Index[8 2]/Prev \(Self.last(bytes))/Length 8>>"
            bytes += Array("9 0 obj\n\(dictionary)\nstream\n".utf8) + row
            return bytes + Array("\nendstream\nendobj\nstartxref\n\(place)\n%%EOF\n".utf8)
        }
        #expect(try kinds(file(0), since: Self.document()) == [])
        #expect(throws: PDFError(.malformed, "")) { try PDFDocument(parsing: file(kind)) }
    }

    private static func last(_ bytes: [UInt8]) -> Substring {
        String(decoding: bytes, as: UTF8.self).split(separator: "startxref\n").last?.split(separator: "\n").first ?? ""
    }
}
