import EIDPDF
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What certifications and locks do not permit, by whatever way it comes.
extension PDFTamperingTests {
    private func lock(_ entries: PDFDictionary) throws -> PDFFieldLock {
        let bytes = try edited(PDFCorpus.plain) { update in
            let field: PDFDictionary = [
                "FT": .name("Sig"), "T": .text("s"), "Lock": .dictionary(entries),
                "V": .dictionary(["Type": .name("Sig"), "Contents": .string([0])]),
            ]
            let reference = try update.add(.dictionary(field))
            try update.setCatalogueEntry("AcroForm", .dictionary(["Fields": .array([.reference(reference)])]))
        }
        return try #require(PDFDocument(parsing: bytes).form.locks.first)
    }

    private func names(_ names: [String]) -> PDFObject { .array(names.map { .text($0) }) }

    @Test("a value above a locked field, which that shows") func inherited() throws {
        let lock = try lock(["Action": .name("Include"), "Fields": names(["a.b"])])
        for name in ["a.b", "a.b.c", "a"] { #expect(lock.covers(name)) }
        for name in ["a.c", "ab", "a.bc", "b"] { #expect(!lock.covers(name)) }
        let others = try self.lock(["Action": .name("Exclude"), "Fields": names(["a.b"])])
        #expect(others.covers("a") && !others.covers("a.b") && !others.covers("a.b.c"))
    }

    @Test("an annotation where a lock permits no more than filling in", arguments: [1, 2, 3])
    func annotated(_ permission: Int) throws {
        let lock = try lock(["Action": .name("All"), "P": .integer(permission)])
        let later = try edited(PDFCorpus.plain) { update in
            let stamp = try update.add(.dictionary(["Subtype": .name("Square")]))
            try page(&update) { $0["Annots"] = .array([.reference(stamp)]) }
        }
        let change = try #require(
            PDFDocument(parsing: later).changes(since: PDFDocument(parsing: PDFCorpus.plain)).first {
                $0.kind == .annotation
            }
        )
        #expect(change.isPermitted(by: .annotating, locks: [lock]) == (permission == 3))
    }

    @Test("an earlier signature drawn anew where annotations are permitted") func drawnAnew() throws {
        var shown = PDFReference(0)
        let signed = try make.baseline {
            $0.certification = .annotating
            $0.field = .new(rectangle: PDFRectangle(10, 10, 200, 60))
            $0.appearance = SignatureAppearance(lines: ["Ada Example"])
        }
        let document = try PDFDocument(parsing: signed)
        let field = try #require(document.signatureFields.first?.dictionary)
        shown = try #require(field["AP"]?.dictionary?["N"]?.reference)
        let file = try edited(signed) { try $0.replace(shown, with: .stream(PDFStream(bytes: [0x71]))) }
        #expect(try forbidden(file) == [.earlierSignature])
    }

    @Test("more names of locked fields than a document may have") func manyLocks() throws {
        let many = names((0..<4_000).map { "field \($0)" })
        func file(_ count: Int) throws -> [UInt8] {
            try edited(PDFCorpus.plain) { update in
                let list = try update.add(many)
                let parameters: PDFObject = .dictionary(["Action": .name("Include"), "Fields": .reference(list)])
                let use: PDFObject = .dictionary(["TransformMethod": .name("FieldMDP"), "TransformParams": parameters])
                let value: PDFDictionary = [
                    "Type": .name("Sig"), "Contents": .string([0]),
                    "Reference": .array(.init(repeating: use, count: count)),
                ]
                let field = try update.add(
                    .dictionary(["FT": .name("Sig"), "T": .text("s"), "V": .dictionary(value)])
                )
                try update.setCatalogueEntry("AcroForm", .dictionary(["Fields": .array([.reference(field)])]))
            }
        }
        #expect(try PDFDocument(parsing: file(25)).form.locks.count == 25)
        #expect(throws: PDFError(.tooLarge, "")) { try PDFDocument(parsing: file(26)) }
    }
}
