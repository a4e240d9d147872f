import EIDPDF
import PDFCorpus
import Testing

/// Appending objects of every kind.
@Suite struct UpdateTests {
    @Test("what is added is read back the same", arguments: ["plain", "cross-reference stream", "object stream"])
    func added(_ shape: String) throws {
        let document = try document(shape)
        let object = PDFObject.array([
            .null, .boolean(true), .integer(-7), .real(PDFReal(-0.25)), .string(Array("a(b)\\c".utf8)),
            .string([0, 255]),
            .name("A B#"), .dictionary(["Key": .array([]), "Other": .reference(PDFReference(3))]),
        ])
        var update = try PDFUpdate(of: document)
        let reference = try update.add(object)
        let stream = try update.add(.stream(PDFStream(["Kind": .name("Test")], bytes: Array("endstream".utf8))))
        let file = try update.serialized()
        #expect(file.starts(with: document.bytes))
        let again = try PDFDocument(parsing: file)
        #expect(try again.object(reference) == object)
        let read = try #require(again.object(stream).stream)
        #expect(try again.encodedBytes(of: read) == Array("endstream".utf8))
        #expect(read.dictionary["Kind"]?.name == "Test")
        #expect(try QPDF.check(file).status == 0)
    }

    @Test("an entry of the catalogue is set wherever the catalogue is", arguments: ["plain", "object stream"])
    func catalogueEntry(_ shape: String) throws {
        var update = try PDFUpdate(of: document(shape), policy: .longTermData)
        let store = try update.add(.dictionary(["Type": .name("DSS")]))
        try update.setCatalogueEntry("DSS", .reference(store))
        #expect(try update.catalogueEntry("DSS")?.dictionary?["Type"]?.name == "DSS")
        let again = try PDFDocument(parsing: update.serialized())
        #expect(again.catalogue["DSS"] == .reference(store))
        #expect(again.catalogue["Pages"] == .reference(PDFReference(2)))
    }

    @Test("identifiers: the first stays, the second changes")
    func identifiers() throws {
        let document = try document("identifiers and information")
        let file = try PDFUpdate(of: document).serialized(identifier: [7, 7])
        let text = String(decoding: file.suffix(300), as: UTF8.self)
        #expect(text.contains("/ID [<00112233445566778899AABBCCDDEEFF> <0707>]"))
        #expect(text.contains("/Info 6 0 R"))
    }

    @Test("an update without changes is still a sound file", arguments: ["plain", "cross-reference stream"])
    func unchanged(_ shape: String) throws {
        let file = try PDFUpdate(of: document(shape)).serialized()
        #expect(try QPDF.check(file).status == 0)
        _ = try PDFDocument(parsing: file)
    }

    @Test("replacing an object that does not exist is refused")
    func replaceNothing() throws {
        var update = try PDFUpdate(of: document("plain"))
        #expect(throws: PDFError(.misuse, "")) { try update.replace(PDFReference(99), with: .null) }
    }

    @Test("replacing an object of another generation is refused")
    func replaceGeneration() throws {
        var update = try PDFUpdate(of: document("object of generation 3"))
        #expect(throws: PDFError(.misuse, "")) { try update.replace(PDFReference(3), with: .null) }
        try update.replace(PDFReference(3, generation: 3), with: .dictionary(["Type": .name("Page")]))
    }

    @Test("preparing without a signature is refused, and so is serializing with one")
    func wrongEnd() throws {
        var update = try PDFUpdate(of: document("plain"))
        #expect(throws: PDFError(.misuse, "")) { _ = try update.prepared() }
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary))
        #expect(throws: PDFError(.misuse, "")) { _ = try update.serialized() }
    }

    @Test("the policy is asked before an update begins")
    func policy() throws {
        let document = try document("embedded file")
        _ = try PDFUpdate(of: document)
        #expect(throws: PDFError(.refused(.embeddedFiles), "")) { _ = try PDFUpdate(of: document, policy: .strict) }
    }

    @Test(
        "findings that the standard policy permits are reported",
        arguments: [
            ("embedded file", PDFFinding.Kind.embeddedFiles), ("optional content", .optionalContent),
        ]
    )
    func reported(_ shape: String, _ kind: PDFFinding.Kind) throws {
        #expect(try document(shape).findings.map(\.kind).contains(kind))
    }

    private func document(_ shape: String) throws -> PDFDocument {
        try PDFDocument(parsing: try #require(PDFCorpus.shape(shape)).bytes)
    }
}
