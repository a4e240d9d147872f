import EIDPDF
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Content that was prepared before signing, so that a later change brings it to light.
extension PDFTamperingTests {
    @Test("an object that the signed document pointed to in vain") func prepared() throws {
        let document = try edited(PDFCorpus.plain) { update in
            try page(&update) { $0["Contents"] = .array([.reference(PDFReference(4)), .reference(PDFReference(95))]) }
        }
        // The policy refuses such a document by now, and others may have signed it.
        let signed = try make.baseline(document) { $0.documentPolicy = PDFPolicy(refusing: []) }
        let file = try edited(signed) { update in
            while try update.add(.stream(PDFStream(bytes: [0x71]))).number < 96 {}
        }
        // We give no object such a number, so the last one gets it by hand.
        let attack = file.replacing(Array("\n96 0 obj".utf8), with: Array("\n95 0 obj".utf8))
            .replacing(Array("\n96 1\n".utf8), with: Array("\n95 1\n".utf8))
        #expect(try PDFDocument(parsing: attack).object(PDFReference(95)).stream != nil)
        #expect(try forbidden(attack).isSuperset(of: [.preparedObject]))
    }

    @Test("a list of validation data that pages use as well") func sharedList() throws {
        let document = try edited(PDFCorpus.plain) { update in
            let list = try update.add(.array([.reference(PDFReference(4))]))
            try page(&update) { $0["Contents"] = .reference(list) }
            try update.setCatalogueEntry("DSS", .dictionary(["Certs": .reference(list)]))
        }
        let signed = try make.baseline(document)
        let file = try edited(signed) { update in
            let list = try #require(try update.catalogueEntry("DSS")?.dictionary?["Certs"]?.reference)
            let new = try update.add(.stream(PDFStream(bytes: Array("0 0 500 500 re f".utf8))))
            try update.replace(list, with: .array([.reference(PDFReference(4)), .reference(new)]))
        }
        #expect(try forbidden(file) == [.pageContent])
    }

    @Test("a stream that became shorter through its length") func shortened() throws {
        let content = "BT /F1 24 Tf (A) Tj ET\nendstream\nendobj\n BT (B) Tj ET"
        let document = try edited(PDFCorpus.plain) { update in
            let number = try update.add(.integer(content.utf8.count))
            try page(&update) { $0["PieceInfo"] = .reference(number) }
        }
        let signed = try make.baseline(document)
        let file = try edited(signed) { update in
            let number = try #require(
                try update.object(update.document.pages[0].reference).dictionary?["PieceInfo"]?.reference
            )
            try update.replace(number, with: .integer(22))
        }
        #expect(try forbidden(file) == [.pageContent])
    }

    @Test("an added object that nothing uses yet") func unused() throws {
        #expect(
            try forbidden(edited(make.baseline()) { _ = try $0.add(.stream(PDFStream(bytes: [0x71]))) }) == [
                .otherObjects
            ]
        )
    }

    @Test("older cross-references left out") func leftOut() throws {
        let signed = try make.baseline()
        // A new catalogue over the same pages, in a section that continues the document as it was before signing.
        let start = signed.count
        let body = "6 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        let words = PDFCorpus.plain.split { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
        let previous = String(decoding: try #require(words.dropLast().last), as: UTF8.self)
        let row = String(repeating: "0", count: 10 - String(start).count) + "\(start) 00000 n\r\n"
        let tail =
            "xref\n6 1\n\(row)trailer\n<</Size 7/Root 6 0 R/Prev \(previous)>>\nstartxref\n\(start + body.utf8.count)\n%%EOF\n"
        let report = try report(signed + Array((body + tail).utf8))
        // The signature is not even there any more for whoever opens the file.
        #expect(report.verdict == .invalid && report.signatures.isEmpty)
    }
}
