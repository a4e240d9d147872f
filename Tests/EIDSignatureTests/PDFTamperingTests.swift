import EIDPDF
import Foundation
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What was done to a PDF after it was signed, or to what its signature covers.
@Suite("A signed PDF is not valid with") struct PDFTamperingTests {
    let ca: TestAuthority
    let make: TestDocument

    init() throws {
        ca = try TestAuthority()
        make = TestDocument(ca)
    }

    func report(_ file: [UInt8]) throws -> DocumentReport {
        SignedFile.validate(file, by: ca.validator, material: try make.material(), at: TestTime.now + 60)
    }

    /// The kinds of forbidden change of the first signature, which must be enough for it to be invalid.
    func forbidden(_ file: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws
        -> Set<PDFRevisionChange.Kind>
    {
        let signature = try #require(try report(file).signatures.first, sourceLocation: sourceLocation)
        #expect(
            (signature.report.verdict == .invalid) == !signature.forbiddenChanges.isEmpty,
            sourceLocation: sourceLocation
        )
        #expect(
            signature.report.findings.contains(refusal(.changedAfterSigning)) == !signature.forbiddenChanges.isEmpty,
            sourceLocation: sourceLocation
        )
        return Set(signature.forbiddenChanges.map(\.kind))
    }

    /// The file with one more revision.
    func edited(_ file: [UInt8], _ edit: (inout PDFUpdate) throws -> Void) throws -> [UInt8] {
        var update = try PDFUpdate(of: PDFDocument(parsing: file), policy: PDFPolicy(refusing: []))
        try edit(&update)
        return try update.serialized()
    }

    func page(_ update: inout PDFUpdate, _ edit: (inout PDFDictionary) throws -> Void) throws {
        let reference = update.document.pages[0].reference
        var dictionary = try #require(try update.object(reference).dictionary)
        try edit(&dictionary)
        try update.replace(reference, with: .dictionary(dictionary))
    }

    // MARK: What the signature covers.

    @Test(
        "a ByteRange that covers something else",
        arguments: ["0 A B", "0 A B C 0", "1 A B C", "0 A- B C", "0 A B+ C", "0 A B -1", "0 A B C+", "0 A B C3"]
    )
    func byteRange(_ pattern: String) throws {
        let file = try make.baseline()
        let range = try #require(try PDFDocument(parsing: file).signatureFields.first?.value?.byteRange)
        var text = pattern
        for (sign, name) in [("A", 1), ("B", 2), ("C", 3)] {
            text = text.replacing(sign + "+", with: String(range[name] + 1))
            text = text.replacing(sign + "3", with: String(range[name] - 3))
            text = text.replacing(sign + "-", with: String(range[name] - 1))
            text = text.replacing(sign, with: String(range[name]))
        }
        let signature = try #require(try report(rewritten(file, text)).signatures.first)
        #expect(signature.report.verdict == .invalid && signature.report.findings.contains(refusal(.coverage)))
        #expect(signature.revision == nil && !signature.coversWholeFile)
    }

    private func rewritten(_ file: [UInt8], _ numbers: String) throws -> [UInt8] {
        let value = try #require(PDFDocument(parsing: file).signatureFields.first?.value?.contentsRange)
        let open = try #require(file[..<value.lowerBound].lastIndex(of: UInt8(ascii: "[")))
        let close = try #require(file[..<value.lowerBound].lastIndex(of: UInt8(ascii: "]")))
        var text = Array(numbers.utf8)
        text += [UInt8](repeating: UInt8(ascii: " "), count: close - open - 1 - text.count)
        var result = file
        result.replaceSubrange((open + 1)..<close, with: text)
        return result
    }

    @Test("a changed byte in what is signed") func changedByte() throws {
        var file = try make.baseline()
        let place = try #require(file.indices.first { file[$0...].starts(with: Array("Hello".utf8)) })
        file[place] = UInt8(ascii: "J")
        #expect(try report(file).signatures.first?.report.findings.first == refusal(.contentChanged))
    }

    @Test("bytes behind the message in its space") func behind() throws {
        var file = try make.baseline()
        let range = try #require(try PDFDocument(parsing: file).signatureFields.first?.value?.contentsRange)
        file[range.upperBound - 2] = UInt8(ascii: "1")
        #expect(try report(file).signatures.first?.report.findings == [refusal(.malformed)])
    }

    @Test("the signature of another document") func otherSignature() throws {
        let (one, other) = (try make.baseline(), try make.baseline { $0.reason = "x" })
        let here = try #require(try PDFDocument(parsing: one).signatureFields.first?.value?.contentsRange)
        let there = try #require(try PDFDocument(parsing: other).signatureFields.first?.value?.contentsRange)
        var file = one
        file.replaceSubrange(here, with: other[there])
        #expect(try report(file).signatures.first?.report.findings == [refusal(.contentChanged)])
    }

    @Test("the signatures of two people swapped") func swapped() throws {
        let file = try TestDocument.second(ca).baseline(make.baseline())
        let ranges = try PDFDocument(parsing: file).signatureFields.compactMap(\.value?.contentsRange)
        var swapped = file
        swapped.replaceSubrange(ranges[0], with: file[ranges[1]])
        swapped.replaceSubrange(ranges[1], with: file[ranges[0]])
        #expect(try report(swapped).signatures.map(\.report.verdict) == [.invalid, .invalid])
    }

    @Test("one signature in two fields") func twoFields() throws {
        let file = try edited(make.baseline()) { update in
            let value = try #require(update.document.signatureFields.first?.value?.reference)
            let field = try update.add(.dictionary(["FT": .name("Sig"), "T": .text("b"), "V": .reference(value)]))
            var form = try #require(try update.catalogueEntry("AcroForm")?.dictionary)
            form["Fields"] = .array((form["Fields"]?.array ?? []) + [.reference(field)])
            let reference = try #require(try update.catalogue()["AcroForm"]?.reference)
            try update.replace(reference, with: .dictionary(form))
        }
        let signatures = try report(file).signatures
        #expect(signatures.count == 2 && signatures.allSatisfy { $0.report.findings.contains(refusal(.coverage)) })
    }

    @Test("a key of the signature twice", arguments: ["ByteRange [0 1 2 3]", "Contents <00>"])
    func duplicate(_ entry: String) throws {
        var file = try make.baseline()
        let start = try #require(file.indices.last { file[$0...].starts(with: Array("/Filter /Adobe.PPKLite".utf8)) })
        let end = try #require(file[start...].firstIndex(of: UInt8(ascii: "[")))
        // Over entries of the same length in all, so that nothing moves.
        var text = Array("/\(entry)".utf8)
        let old = start..<(try #require(file[start..<end].lastIndex(of: UInt8(ascii: "/"))))
        text += [UInt8](repeating: UInt8(ascii: " "), count: old.count - text.count)
        file.replaceSubrange(old, with: text)
        let report = try report(file)
        #expect(report.verdict == .invalid && report.findings == [refusal(.malformed)])
    }

    @Test("something behind its end") func tail() throws {
        #expect(try report(make.baseline() + Array("garbage".utf8)).findings == [refusal(.malformed)])
        #expect(try report(make.baseline() + Array("garbage\n%%EOF\n".utf8)).findings == [refusal(.malformed)])
    }

    // MARK: What was changed later.

    @Test("other page content") func pageContent() throws {
        let file = try edited(make.baseline()) { update in
            let contents = try #require(try update.object(update.document.pages[0].reference).dictionary?["Contents"])
            try update.replace(
                #require(contents.reference),
                with: .stream(PDFStream(bytes: Array("BT /F1 24 Tf 72 700 Td (Other) Tj ET".utf8)))
            )
        }
        #expect(try forbidden(file) == [.pageContent])
        #expect(
            try report(file).signatures.first?.report.findings.first?.detail == "page content changed after signing"
        )
    }

    @Test("page content changed and changed back") func restored() throws {
        let signed = try make.baseline()
        let contents = PDFReference(4)
        let original = try PDFDocument(parsing: signed).object(contents)
        let changed = try edited(signed) { try $0.replace(contents, with: .stream(PDFStream(bytes: [0x71]))) }
        #expect(try forbidden(edited(changed) { try $0.replace(contents, with: original) }) == [.pageContent])
    }

    @Test("page content that another signature hides") func hiddenBySignature() throws {
        let changed = try edited(make.baseline()) {
            try $0.replace(PDFReference(4), with: .stream(PDFStream(bytes: [0x71])))
        }
        let file = try TestDocument.second(ca).baseline(changed)
        #expect(try forbidden(file) == [.pageContent])
        #expect(try report(file).signatures.last?.forbiddenChanges.isEmpty == true)
    }

    @Test("page content changed in the revision of a timestamp") func hiddenByTimestamp() throws {
        let changed = try edited(make.longTerm()) {
            try $0.replace(PDFReference(5), with: .dictionary(["Type": .name("Font"), "Subtype": .name("Type3")]))
        }
        #expect(try forbidden(make.stamped(changed, at: TestTime.now + 30)) == [.pageContent])
    }

    @Test("another entry of the page", arguments: ["Rotate", "UserUnit", "Contents", "Resources", "AA"] as [PDFName])
    func pageEntry(_ key: PDFName) throws {
        #expect(try forbidden(edited(make.baseline()) { try page(&$0) { $0[key] = .integer(90) } }) == [.pageContent])
    }

    @Test("another page") func pages() throws {
        let file = try edited(make.baseline()) { update in
            let new = try update.add(.dictionary(["Type": .name("Page"), "Parent": .reference(PDFReference(2))]))
            let kids: [PDFObject] = [.reference(PDFReference(3)), .reference(new)]
            let tree: PDFDictionary = ["Type": .name("Pages"), "Kids": .array(kids), "Count": .integer(2)]
            try update.replace(PDFReference(2), with: .dictionary(tree))
        }
        #expect(try forbidden(file).contains(.pageContent))
    }

    @Test("an annotation over the page") func annotation() throws {
        let file = try edited(make.baseline()) { try addStamp(&$0) }
        #expect(try forbidden(file) == [.annotation])
        #expect(
            try forbidden(edited(make.baseline { $0.certification = .formFilling }) { try addStamp(&$0) }) == [
                .annotation
            ]
        )
        #expect(try forbidden(edited(make.baseline { $0.certification = .annotating }) { try addStamp(&$0) }).isEmpty)
    }

    private func addStamp(_ update: inout PDFUpdate) throws {
        let stamp = try update.add(
            .dictionary([
                "Type": .name("Annot"), "Subtype": .name("Square"),
                "Rect": .array([0, 0, 500, 500].map { .integer($0) }),
            ])
        )
        try page(&update) { $0["Annots"] = .array(($0["Annots"]?.array ?? []) + [.reference(stamp)]) }
    }

    @Test("an annotation taken away") func removedAnnotation() throws {
        let file = try edited(make.baseline()) { update in try page(&update) { $0["Annots"] = .array([]) } }
        #expect(try forbidden(file) == [.annotation])
    }

    @Test(
        "another entry of the catalogue",
        arguments: ["OpenAction", "OCProperties", "Names", "ViewerPreferences"] as [PDFName]
    )
    func catalogue(_ key: PDFName) throws {
        let file = try edited(make.baseline()) { try $0.setCatalogueEntry(key, .dictionary(["A": .integer(1)])) }
        #expect(try forbidden(file) == [.catalogue])
    }

    @Test("another certification") func permissions() throws {
        let file = try edited(make.baseline { $0.certification = .noChanges }) {
            try $0.setCatalogueEntry("Perms", .dictionary([:]))
        }
        #expect(try forbidden(file) == [.permissions])
    }

    @Test("a form that is to be drawn anew") func needAppearances() throws {
        let file = try edited(make.baseline()) { update in
            var form = try #require(try update.catalogueEntry("AcroForm")?.dictionary)
            form["NeedAppearances"] = .boolean(true)
            try update.replace(#require(try update.catalogue()["AcroForm"]?.reference), with: .dictionary(form))
        }
        #expect(try forbidden(file) == [.form])
    }

    @Test("another appearance of the signature") func ownAppearance() throws {
        let file = try edited(make.baseline()) { update in
            let field = try #require(update.document.signatureFields.first)
            var dictionary = field.dictionary
            dictionary["Rect"] = .array([0, 0, 500, 500].map { .integer($0) })
            try update.replace(field.reference, with: .dictionary(dictionary))
        }
        #expect(try forbidden(file) == [.earlierSignature])
    }

    @Test("a signature that was replaced by another one") func replacedSignature() throws {
        let signed = try make.baseline()
        let file = try edited(signed) { update in
            let field = try #require(update.document.signatureFields.first)
            var value = try #require(field.value?.dictionary)
            value["Name"] = .text("Somebody else")
            try update.replace(#require(field.value?.reference), with: .dictionary(value))
        }
        let report = try report(file)
        #expect(report.verdict == .invalid && report.signatures.first?.report.findings.first == refusal(.coverage))
    }

    @Test("validation data taken away") func removedStore() throws {
        let file = try edited(make.archival()) { try $0.setCatalogueEntry("DSS", .dictionary([:])) }
        #expect(try report(file).verdict == .invalid)
        #expect(try report(file).signatures.last?.forbiddenChanges.map(\.kind) == [.otherObjects])
    }

    @Test("validation data replaced by other data") func replacedStore() throws {
        let file = try edited(make.archival()) { update in
            let store = try #require(try update.catalogueEntry("DSS")?.dictionary)
            let first = try #require(store["OCSPs"]?.array?.first?.reference)
            try update.replace(first, with: .stream(PDFStream(bytes: [0x30, 0])))
        }
        #expect(try report(file).signatures.last?.forbiddenChanges.isEmpty == false)
    }

    @Test("a further signature where none is permitted") func certifiedClosed() throws {
        let signed = try make.baseline { $0.certification = .noChanges }
        #expect(throws: PDFError(.refused(.certifiedNoChanges), "")) {
            try TestDocument.second(ca).baseline(signed) { $0.documentPolicy = PDFPolicy(refusing: []) }
        }
        let open = try PDFDocument(parsing: make.baseline())
        let later = try PDFDocument(parsing: TestDocument.second(ca).baseline(open.bytes))
        let changes = try later.changes(since: open)
        #expect(changes.map(\.kind) == [.signature])
        #expect(
            changes.allSatisfy { $0.isPermitted(by: nil, locks: []) && $0.isPermitted(by: .formFilling, locks: []) }
        )
        #expect(changes.allSatisfy { !$0.isPermitted(by: .noChanges, locks: []) })
    }

    // MARK: Form fields.

    private static let form = PDFCorpus.shape("text field with two widgets")

    private func fill(_ update: inout PDFUpdate) throws {
        var field = try #require(try update.object(PDFReference(10)).dictionary)
        field["V"] = .text("Eve")
        try update.replace(PDFReference(10), with: .dictionary(field))
    }

    @Test("a form field filled in, unless the author permits that") func filled() throws {
        let form = try #require(Self.form).bytes
        #expect(try forbidden(edited(make.baseline(form)) { try fill(&$0) }) == [.formFilling])
        #expect(
            try forbidden(edited(make.baseline(form) { $0.certification = .formFilling }) { try fill(&$0) }).isEmpty
        )
        #expect(
            try forbidden(edited(make.baseline(form) { $0.certification = .noChanges }) { try fill(&$0) }) == [
                .formFilling
            ]
        )
    }

    @Test(
        "a button to push, or a field that is only to be read, filled in although the author permits that",
        arguments: [("/Btn", 1 << 16, false), ("/Btn", 1 << 15, true), ("/Tx", 1, false), ("/Tx", 2, true)]
    )
    func filledByNobody(_ type: String, _ flags: Int, isPermitted: Bool) throws {
        let form = try #require(Self.form).bytes
        let certified = try make.baseline(
            edited(form) { update in
                // Its widgets inherit the flags.
                var field = try #require(try update.object(PDFReference(10)).dictionary)
                (field["FT"], field["Ff"]) = (.name(PDFName(String(type.dropFirst()))), .integer(flags))
                try update.replace(PDFReference(10), with: .dictionary(field))
            }
        ) { $0.certification = .formFilling }
        #expect(try forbidden(edited(certified) { try fill(&$0) }) == (isPermitted ? [] : [.form]))
        let redrawn = try edited(certified) { update in
            var widget = try #require(try update.object(PDFReference(11)).dictionary)
            let form: PDFDictionary = ["Subtype": .name("Form"), "BBox": .array([0, 0, 9, 9].map { .integer($0) })]
            let look = try update.add(.stream(PDFStream(form, bytes: [])))
            widget["AP"] = .dictionary(["N": .reference(look)])
            try update.replace(PDFReference(11), with: .dictionary(widget))
        }
        #expect(try forbidden(redrawn) == (isPermitted ? [] : [.form]))
    }

    @Test("a field filled in may say when, and not be drawn beyond its place") func filledBeyond() throws {
        let form = try #require(Self.form).bytes
        let signed = try make.baseline(form) { $0.certification = .formFilling }
        func filled(_ edit: (inout PDFDictionary) -> Void) throws -> [UInt8] {
            try edited(signed) { update in
                var widget = try #require(try update.object(PDFReference(11)).dictionary)
                let form: PDFDictionary = [
                    "Subtype": .name("Form"), "BBox": .array([0, 0, 9, 9].map { .integer($0) }),
                ]
                let look = try update.add(.stream(PDFStream(form, bytes: [0x71])))
                widget["AP"] = .dictionary(["N": .reference(look)])
                edit(&widget)
                try update.replace(PDFReference(11), with: .dictionary(widget))
            }
        }
        #expect(try forbidden(filled { $0["M"] = .text("D:20260101") }).isEmpty)
        #expect(try forbidden(filled { $0["AP"] = $0["AP"]?.dictionary?["N"] }) == [.form])
        #expect(try forbidden(filled { $0["Rect"] = nil }).contains(.form))
    }

    @Test("who saved the file, and when: always permitted, and no other information")
    func saved() throws {
        let document = try #require(PDFCorpus.shape("information beside a cross-reference stream")).bytes
        let signed = try make.baseline(document) { $0.certification = .noChanges }
        func saved(_ entries: PDFDictionary) throws -> [UInt8] {
            let information = PDFReference(6)
            return try edited(signed) { update in
                var dictionary = try #require(try update.object(information).dictionary)
                for entry in entries.entries { dictionary[entry.key] = entry.value }
                try update.replace(information, with: .dictionary(dictionary))
            }
        }
        #expect(try forbidden(saved(["ModDate": .text("D:20260101"), "Producer": .text("x")])).isEmpty)
        #expect(try forbidden(saved(["ModDate": .text("D:20260101"), "Title": .text("x")])) == [.metadata])
        #expect(try forbidden(saved(["Producer": .integer(1)])) == [.metadata])
    }

    @Test("a new drawing that nothing refers to shows nowhere; another object is named") func unusedDrawing() throws {
        let form: PDFDictionary = ["Type": .name("XObject"), "Subtype": .name("Form")]
        #expect(try forbidden(edited(make.baseline()) { _ = try $0.add(.stream(PDFStream(form, bytes: []))) }).isEmpty)
        #expect(
            try forbidden(edited(make.baseline()) { _ = try $0.add(.stream(PDFStream(bytes: []))) }) == [.otherObjects]
        )
        #expect(try forbidden(edited(make.baseline()) { _ = try $0.add(.dictionary(form)) }) == [.otherObjects])
    }

    @Test("a form field made something else") func otherField() throws {
        let form = try #require(Self.form).bytes
        let file = try edited(make.baseline(form) { $0.certification = .formFilling }) { update in
            var field = try #require(try update.object(PDFReference(10)).dictionary)
            field["Ff"] = .integer(1)
            try update.replace(PDFReference(10), with: .dictionary(field))
        }
        #expect(try forbidden(file) == [.form])
    }

    @Test("a new form field") func newField() throws {
        let file = try edited(make.baseline { $0.certification = .annotating }) { update in
            let field = try update.add(.dictionary(["FT": .name("Tx"), "T": .text("x")]))
            var form = try #require(try update.catalogueEntry("AcroForm")?.dictionary)
            form["Fields"] = .array((form["Fields"]?.array ?? []) + [.reference(field)])
            try update.replace(#require(try update.catalogue()["AcroForm"]?.reference), with: .dictionary(form))
        }
        #expect(try forbidden(file).contains(.form))
    }
}
