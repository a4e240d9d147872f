import EIDPDF
import PDFCorpus
import Testing

/// What other programs do when they sign a document that was signed before, and what only looks like it.
@Suite struct RevisionChangeTests {
    @Test("a number that the document refers to in vain is not taken for a new object")
    func promised() throws {
        #expect(try kinds("references to numbers that come next") { try sign(.new(), &$0) } == [.signature])
        let store = try kinds("references to numbers that come next") { update in
            try update.setCatalogueEntry("DSS", .reference(update.add(.dictionary([:]))))
        }
        #expect(store == [.validationData])
    }

    /// The kinds of change that an update makes.
    private func kinds(
        _ shape: String,
        _ edit: (inout PDFUpdate) throws -> Void
    ) throws -> [PDFRevisionChange.Kind] {
        let document = try PDFDocument(parsing: try #require(PDFCorpus.shape(shape)).bytes)
        var update = try PDFUpdate(of: document)
        try edit(&update)
        let file = try (try? update.preparedFile()) ?? update.serialized()
        return try PDFDocument(parsing: file).changes(since: document).map(\.kind)
    }

    private func sign(_ field: SignaturePlacement.Field, _ update: inout PDFUpdate) throws {
        _ = try update.addSignature(SignaturePlacement(field, dictionary: Sample.dictionary, reservedBytes: 64))
    }

}
