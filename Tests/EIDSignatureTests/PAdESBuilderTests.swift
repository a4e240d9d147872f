import EIDPDF
import Foundation
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Signing PDFs in two halves, and raising the level afterwards.
@Suite("A signature inside a PDF") struct PAdESBuilderTests {
    private let ca: TestAuthority
    private let make: TestDocument

    init() throws {
        ca = try TestAuthority()
        make = TestDocument(ca)
    }

    private func values(_ file: [UInt8]) throws -> [PDFSignatureValue] {
        try PDFDocument(parsing: file).signatureFields.compactMap(\.value)
    }

    @Test("covers the whole file, and leaves the document as it was") func covers() throws {
        let file = try make.baseline()
        #expect(file.starts(with: PDFCorpus.plain))
        let value = try #require(try values(file).first)
        #expect(value.coversFile(of: file.count) && value.subFilter == "ETSI.CAdES.detached")
        let message = try SignedData(padded: value.contents)
        #expect(try message.onlySigner().signedAttributes.single(.signingTime, "") == nil)
        #expect(value.dictionary["M"]?.string == Array("D:20251009085320Z".utf8))
        #expect(value.dictionary["Cert"] == nil && value.dictionary["Reference"] == nil)
    }

    @Test("carries what its dictionary has room for") func settings() throws {
        let file = try make.baseline {
            $0.signerName = "Ada Example"
            $0.reason = "Agreed — wholly"
            $0.location = "Gent"
            $0.field = .new(name: "Here", rectangle: PDFRectangle(20, 20, 220, 80))
            $0.appearance = SignatureAppearance(lines: ["Ada Example"])
            $0.certification = .formFilling
        }
        let document = try PDFDocument(parsing: file)
        let field = try #require(document.signatureFields.first)
        let dictionary = try #require(field.value?.dictionary)
        #expect(field.name == "Here" && field.dictionary["AP"] != nil)
        #expect(PDFText.decode(dictionary["Name"]?.string ?? []) == "Ada Example")
        #expect(PDFText.decode(dictionary["Reason"]?.string ?? []) == "Agreed — wholly")
        #expect(PDFText.decode(dictionary["Location"]?.string ?? []) == "Gent")
        #expect(document.certification?.permission == .formFilling)
    }

    @Test("is the same after it was stored between its halves") func stored() throws {
        let prepared = try make.prepared()
        let text = try JSONEncoder().encode(prepared)
        // Bytes as base64: a list of numbers would be three times as long.
        #expect(text.count < 2 * prepared.reservedBytes * 2)
        let restored = try JSONDecoder().decode(PreparedPAdES.self, from: text)
        #expect(restored == prepared)
        let message = try restored.signedData(with: ca.personKey.sign(digest: restored.toBeSigned.digest))
        let file = try restored.signed(original: PDFCorpus.plain, cms: message)
        #expect(try values(file).first?.contentsRange == prepared.contentsRange)
    }

    @Test("is not put into another document") func otherDocument() throws {
        let prepared = try make.prepared()
        let message = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        var other = PDFCorpus.plain
        other[40] ^= 1
        #expect(throws: refusal(.contentChanged)) { try prepared.signed(original: other, cms: message) }
        #expect(throws: refusal(.contentChanged)) {
            try prepared.signed(original: PDFCorpus.plain + [0x0A], cms: message)
        }
    }

    @Test("is not made of another document's message") func otherMessage() throws {
        let prepared = try make.prepared()
        let other = try make.prepared { $0.reason = "another" }
        let message = try other.signedData(with: ca.personKey.sign(digest: other.toBeSigned.digest))
        #expect(throws: refusal(.batchMismatch)) { try prepared.signed(original: PDFCorpus.plain, cms: message) }
    }

    @Test("is not made of a value that was changed meanwhile") func otherValue() throws {
        let prepared = try make.prepared()
        let message = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let value = try message.onlySigner().signature
        let place = try #require(message.der.indices.last { message.der[$0...].starts(with: value) })
        var der = message.der
        der[place + 9] ^= 1
        #expect(throws: refusal(.valueInvalid)) {
            try prepared.signed(original: PDFCorpus.plain, cms: SignedData(der: der))
        }
    }

    @Test("asks for more room by name when it is too large") func tooSmall() throws {
        let prepared = try make.prepared { $0.reservedBytes = 1_000 }
        let message = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        #expect(throws: PDFError(.placeholderTooSmall, "")) {
            try prepared.signed(original: PDFCorpus.plain, cms: message)
        }
        #expect(try !make.baseline { $0.reservedBytes = 4_000 }.isEmpty)
    }

    @Test("cannot have both a reason and a commitment") func reasonAndCommitment() {
        #expect(throws: refusal(.unsupported)) {
            try make.prepared {
                $0.reason = "why"
                $0.commitment = "1.2.840.113549.1.9.16.6.1"
            }
        }
    }

    @Test("of a document that the policy refuses is not made") func policy() throws {
        let shape = try #require(PDFCorpus.shapes.first { $0.fate == .policy("javaScript") })
        #expect(throws: PDFError(.refused(.javaScript), "")) { try make.prepared(shape.bytes) }
        #expect(try !make.baseline(shape.bytes) { $0.documentPolicy = PDFPolicy(refusing: []) }.isEmpty)
    }

    @Test("is not made beside a security store that no validator can read", arguments: brokenStores)
    func brokenStore(_ store: PDFObject) throws {
        var update = try PDFUpdate(of: PDFDocument(parsing: make.baseline()))
        try update.setCatalogueEntry("DSS", store)
        let file = try update.serialized()
        #expect(throws: PDFError(.malformed, "")) { try make.prepared(file) }
        #expect(throws: PDFError(.malformed, "")) { try SignedPDF(file).prepareDocumentTimestamp() }
        #expect(throws: DocumentRefusal(.unreadable, "")) { try PDFInspection(file, maximumBytes: 1 << 20) }
    }

    /// No dictionary; a list that is none; an entry that is no stream; one that leads to the catalogue.
    static let brokenStores: [PDFObject] = [
        .integer(1), .dictionary(["Certs": .integer(1)]), .dictionary(["CRLs": .array([.integer(1)])]),
        .dictionary(["OCSPs": .array([.reference(PDFReference(1))])]),
    ]

    @Test("is not made where there are as many as a validator judges") func tooMany() throws {
        func file(_ count: Int) throws -> [UInt8] {
            var update = try PDFUpdate(of: PDFDocument(parsing: PDFCorpus.plain))
            let fields = try (1...count).map { number in
                let value = try update.add(.dictionary(["SubFilter": .name("ETSI.CAdES.detached")]))
                return PDFObject.reference(
                    try update.add(.dictionary(["FT": .name("Sig"), "T": .text("\(number)"), "V": .reference(value)]))
                )
            }
            try update.setCatalogueEntry("AcroForm", .dictionary(["Fields": .array(fields)]))
            return try update.serialized()
        }
        let most = SignatureValidator.mostSignatures
        let last = try make.baseline(file(most - 1))
        #expect(SignedFile.validate(last, by: ca.validator, at: TestTime.now).signatures.count == most)
        #expect(throws: PDFError(.tooLarge, "")) { try make.prepared(last) }
        #expect(throws: PDFError(.tooLarge, "")) { try SignedPDF(last).prepareDocumentTimestamp() }
    }

    @Test("in a prepared form that was damaged is refused") func damaged() throws {
        let text = String(decoding: try JSONEncoder().encode(make.prepared()), as: UTF8.self)
        let prepared = try make.prepared()
        for shift in [1, 2, -1, -2] {
            let broken = text.replacing(
                "\"contentsStart\":\(prepared.contentsRange.lowerBound)",
                with: "\"contentsStart\":\(prepared.contentsRange.lowerBound + shift)"
            )
            let restored = try JSONDecoder().decode(PreparedPAdES.self, from: Data(broken.utf8))
            let message = try restored.signedData(with: ca.personKey.sign(digest: restored.toBeSigned.digest))
            #expect(throws: refusal(.malformed)) { try restored.signed(original: PDFCorpus.plain, cms: message) }
        }
    }

    @Test("is not made where another certificate of the same key was stored instead") func otherCertificate() throws {
        var plan = TestAuthority.personPlan
        plan.serial = 150
        let other = try ca.issue(plan, key: ca.personKey)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let text = String(decoding: try encoder.encode(make.prepared()), as: UTF8.self)
        let swapped = text.replacing(
            Data(ca.person.der).base64EncodedString(),
            with: Data(other.der).base64EncodedString()
        )
        #expect(swapped != text)
        let restored = try JSONDecoder().decode(PreparedPAdES.self, from: Data(swapped.utf8))
        let value = try ca.personKey.sign(digest: restored.toBeSigned.digest)
        #expect(throws: refusal(.certificateInvalid)) { try restored.signedData(with: value) }
    }

    @Test("gets its validation data once, with the extension that names it") func store() throws {
        let file = try make.longTerm()
        let document = try PDFDocument(parsing: file)
        let store = try #require(try document.catalogue["DSS"]?.reference.map { try document.object($0) }?.dictionary)
        #expect(
            store["Certs"]?.array?.count == 5 && store["OCSPs"]?.array?.count == 2 && store["CRLs"]?.array?.count == 1
        )
        let extensions = document.catalogue["Extensions"]?.dictionary?["ESIC"]?.dictionary
        #expect(extensions?["ExtensionLevel"]?.integer == 5)
        #expect(try SignedPDF(file).adding(make.material()).count > file.count)  // other answers
        let same = try SecurityStore(of: document).material
        #expect(try SignedPDF(file).adding(same) == file)
        #expect(Set(same.certificates) == [ca.person, ca.issuer, ca.authority, ca.root, ca.responder])
    }

    @Test("gets a document timestamp, and another one later") func renewal() throws {
        let once = try make.archival()
        let twice = try make.stamped(SignedPDF(once).adding(make.material()), at: TestTime.now + 60)
        #expect(try values(twice).map(\.isDocumentTimeStamp) == [false, true, true])
        #expect(try values(twice).last?.coversFile(of: twice.count) == true)
    }

    @Test("gets no timestamp about another document") func otherTimestamp() throws {
        let file = try make.longTerm()
        let prepared = try SignedPDF(file).prepareDocumentTimestamp()
        let timestamp = try ca.verifiedTimestamp(DigestAlgorithm.sha256.digest([1]))
        #expect(throws: refusal(.timestampFailed)) { try prepared.embedding(timestamp, original: file) }
    }

    @Test("is needed before validation data are added") func unsigned() {
        #expect(throws: PDFError(.misuse, "")) { try SignedPDF(PDFCorpus.plain) }
    }
}
