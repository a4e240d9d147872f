import EIDPDF
import PDFCorpus
import Testing

/// Signing empty fields, and every reason not to.
@Suite struct SignatureFieldTests {
    @Test(
        "an empty field is signed where it stands",
        arguments: [
            ("empty signature field", "Sign here"), ("nested signature field", "group.inner"),
            ("signature field apart from its widget", "apart"), ("field without a widget", "bare"),
            ("signature field with a lock", "locks"),
        ]
    )
    func existing(_ shape: String, _ name: String) throws {
        let document = try self.document(shape)
        let look = SignatureAppearance(lines: ["Ann"])
        var update = try PDFUpdate(of: document)
        let slot = try update.addSignature(
            SignaturePlacement(.existing(name), dictionary: Sample.dictionary, appearance: look)
        )
        #expect(slot.fieldName == name)
        let file = try update.preparedFile()
        let again = try PDFDocument(parsing: file)
        let field = try #require(again.signatureFields.first { $0.name == name })
        #expect(field.value?.coversFile(of: file.count) == true)
        #expect(again.signatureFields.count == document.signatureFields.count)
        #expect(again.form.dictionary?["SigFlags"] == .integer(3))
        #expect(try QPDF.check(file).status == 0)
    }

    @Test("the lock of a field is applied by the signature in it")
    func lock() throws {
        var update = try PDFUpdate(of: document("signature field with a lock"))
        _ = try update.addSignature(SignaturePlacement(.existing("locks"), dictionary: Sample.dictionary))
        let again = try PDFDocument(parsing: update.preparedFile())
        #expect(again.form.locks.contains { $0.action == .include && $0.names == ["a"] })
        #expect(again.form.locks.allSatisfy { $0.covers("a") && $0.covers("a.b") && !$0.covers("ab") })
    }

    @Test("a field that does not exist is refused")
    func missing() throws { try expectRefusal(.fieldNotFound, "plain", .existing("nowhere")) }

    @Test("a field that is signed is refused")
    func signed() throws { try expectRefusal(.fieldAlreadySigned, "signed once", .existing("Signature1")) }

    @Test("a field with demands is refused")
    func demands() throws { try expectRefusal(.fieldLocked, "signature field with demands", .existing("demands")) }

    @Test("a name in use is refused")
    func taken() throws { try expectRefusal(.fieldNameTaken, "text field with two widgets", .new(name: "name")) }

    @Test("a name with a full stop is refused")
    func fullStop() throws { try expectRefusal(.misuse, "plain", .new(name: "a.b")) }

    @Test("a page that does not exist is refused", arguments: [-1, 1, Int.max])
    func page(_ page: Int) throws { try expectRefusal(.pageNotFound, "plain", .new(page: page)) }

    @Test("a new field is refused where an earlier signature locks all")
    func lockedAll() throws {
        try expectRefusal(.fieldLocked, of: PDFCorpus.locked("/Action/All"), .new(name: "more"))
    }

    @Test("a field that an earlier signature locks is refused")
    func lockedByName() throws {
        let file = PDFCorpus.locked("/Action/Include/Fields[(more)]")
        try expectRefusal(.fieldLocked, of: file, .new(name: "more"))
        var update = try PDFUpdate(of: PDFDocument(parsing: file))
        _ = try update.addSignature(SignaturePlacement(.new(name: "other"), dictionary: Sample.dictionary))
        _ = try PDFDocument(parsing: update.preparedFile())
    }

    @Test("a time-stamp passes a lock")
    func timeStamp() throws {
        var update = try PDFUpdate(of: PDFDocument(parsing: PDFCorpus.locked("/Action/All")), policy: .longTermData)
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.timeStamp))
        let again = try PDFDocument(parsing: update.preparedFile())
        #expect(again.signatureFields.last?.value?.isDocumentTimeStamp == true)
    }

    @Test("a signature is refused where the certification permits no changes, whatever the policy")
    func certified() throws {
        let document = try document("certified against all changes")
        #expect(document.certification?.permission == .noChanges)
        #expect(throws: PDFError(.refused(.certifiedNoChanges), "")) { _ = try PDFUpdate(of: document) }
        var update = try PDFUpdate(of: document, policy: .longTermData)
        #expect(throws: PDFError(.refused(.certifiedNoChanges), "")) {
            _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary))
        }
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.timeStamp))
        _ = try PDFDocument(parsing: update.preparedFile())
    }

    @Test(
        "the first signature can certify",
        arguments: [PDFCertification.Permission.noChanges, .formFilling, .annotating]
    )
    func certify(_ permission: PDFCertification.Permission) throws {
        var update = try PDFUpdate(of: document("plain"))
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary, certification: permission))
        let again = try PDFDocument(parsing: update.preparedFile())
        #expect(again.certification?.permission == permission)
        #expect(again.policyViolations.isEmpty == (permission != .noChanges))
    }

    @Test("certifying a signed document is refused")
    func certifyLater() throws {
        var update = try PDFUpdate(of: document("signed once"))
        #expect(throws: PDFError(.misuse, "")) {
            _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary, certification: .formFilling))
        }
    }

    private func document(_ shape: String) throws -> PDFDocument {
        try PDFDocument(parsing: try #require(PDFCorpus.shape(shape)).bytes)
    }

    private func expectRefusal(_ code: PDFError.Code, _ shape: String, _ field: SignaturePlacement.Field) throws {
        try expectRefusal(code, of: try #require(PDFCorpus.shape(shape)).bytes, field)
    }

    private func expectRefusal(_ code: PDFError.Code, of file: [UInt8], _ field: SignaturePlacement.Field) throws {
        var update = try PDFUpdate(of: PDFDocument(parsing: file))
        #expect(throws: PDFError(code, "")) {
            _ = try update.addSignature(SignaturePlacement(field, dictionary: Sample.dictionary))
        }
    }
}
