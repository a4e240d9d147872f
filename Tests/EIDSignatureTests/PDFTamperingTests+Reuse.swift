import EIDPDF
import Foundation
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Objects that something harmless points to since the update, while something else has shown them all along.
extension PDFTamperingTests {
    /// What the page would show instead.
    private static let other = Array("BT /F1 24 Tf 72 700 Td (Other) Tj ET".utf8)
    /// The page's content and its font, as they stand in the corpus.
    private static let content = PDFReference(4)
    private static let font = PDFReference(5)

    private func replaceContent(_ update: inout PDFUpdate, _ dictionary: PDFDictionary = [:]) throws -> PDFObject {
        try update.replace(Self.content, with: .stream(PDFStream(dictionary, bytes: Self.other)))
        return .reference(Self.content)
    }

    private func form(_ update: inout PDFUpdate) throws -> PDFDictionary {
        try #require(try update.catalogueEntry("AcroForm")?.dictionary)
    }

    @Test("page content that became an extension, even where nothing else is permitted") func contentAsExtension()
        throws
    {
        for permission in [nil, .noChanges] as [PDFCertification.Permission?] {
            let file = try edited(make.baseline { $0.certification = permission }) { update in
                try update.setCatalogueEntry("Extensions", replaceContent(&update))
            }
            #expect(try forbidden(file) == [.pageContent])
        }
    }

    @Test("page content that became metadata") func contentAsMetadata() throws {
        let file = try edited(make.baseline()) { update in
            let type: PDFDictionary = ["Type": .name("Metadata"), "Subtype": .name("XML")]
            try update.setCatalogueEntry("Metadata", replaceContent(&update, type))
        }
        #expect(try forbidden(file).contains(.pageContent))
    }

    @Test("page content that became validation data", arguments: ["VRI", "Entry", "Cert"])
    func contentAsValidationData(_ place: String) throws {
        let file = try edited(make.baseline()) { update in
            var object = try replaceContent(&update)
            if place == "Cert" { object = .dictionary(["Cert": object]) }
            if place == "Cert" || place == "Entry" { object = .dictionary(["X": object]) }
            try update.setCatalogueEntry("DSS", .dictionary(["VRI": object]))
        }
        #expect(try forbidden(file).contains(.pageContent))
    }

    @Test("page content that became the security store, or a list of it", arguments: [true, false])
    func contentAsStore(_ isList: Bool) throws {
        let signed = try make.baseline()
        let file = try edited(signed) { update in
            let object = try replaceContent(&update)
            try update.setCatalogueEntry("DSS", isList ? .dictionary(["Certs": object]) : object)
        }
        #expect(try report(file).verdict == .invalid)
        let changes = try PDFDocument(parsing: file).changes(since: PDFDocument(parsing: signed))
        #expect(changes.contains { $0.kind == .pageContent })
    }

    @Test("page content that became the form") func contentAsForm() throws {
        let file = try edited(make.baseline()) { update in
            try update.setCatalogueEntry("AcroForm", replaceContent(&update, form(&update)))
        }
        #expect(try report(file).verdict == .invalid)
    }

    @Test("a font that became the form") func fontAsForm() throws {
        let file = try edited(make.baseline()) { update in
            try update.replace(Self.font, with: .dictionary(form(&update)))
            try update.setCatalogueEntry("AcroForm", .reference(Self.font))
        }
        #expect(try forbidden(file) == [.pageContent])
    }

    @Test("a font that became the list of fields") func fontAsFields() throws {
        let file = try edited(make.baseline()) { update in
            var form = try form(&update)
            try update.replace(Self.font, with: #require(form["Fields"]))
            form["Fields"] = .reference(Self.font)
            try update.replace(#require(try update.catalogue()["AcroForm"]?.reference), with: .dictionary(form))
        }
        #expect(try forbidden(file) == [.pageContent])
    }

    @Test("page content that became the annotations of a page without any") func contentAsAnnotations() throws {
        var content = PDFReference(0)
        let document = try edited(PDFCorpus.plain) { update in
            content = try update.add(.stream(PDFStream(bytes: Self.other)))
            let box: PDFObject = .array([0, 0, 595, 842].map { .integer($0) })
            let page = try update.add(
                .dictionary([
                    "Type": .name("Page"), "Parent": .reference(PDFReference(2)), "MediaBox": box,
                    "Contents": .reference(content),
                ])
            )
            let kids: [PDFObject] = [.reference(PDFReference(3)), .reference(page)]
            let tree: PDFDictionary = ["Type": .name("Pages"), "Kids": .array(kids), "Count": .integer(2)]
            try update.replace(PDFReference(2), with: .dictionary(tree))
        }
        let file = try edited(make.baseline(document)) { update in
            let reference = update.document.pages[1].reference
            var page = try #require(try update.object(reference).dictionary)
            page["Annots"] = .reference(content)
            try update.replace(reference, with: .dictionary(page))
            try update.replace(content, with: .stream(PDFStream(bytes: [0x71])))
        }
        #expect(try forbidden(file) == [.pageContent])
    }

    @Test("page content that calls itself cross-references") func contentAsCrossReferences() throws {
        let type: PDFDictionary = ["Type": .name("XRef")]
        let document = try edited(PDFCorpus.plain) { update in _ = try replaceContent(&update, type) }
        let file = try edited(make.baseline(document)) { update in
            try update.replace(Self.content, with: .stream(PDFStream(type, bytes: [0x71])))
        }
        // Readers that search the file take it for a section, too.
        #expect(try forbidden(file) == [.pageContent, .shadowedObject])
    }

    @Test("a stream of objects exchanged") func objectStream() throws {
        let shape = try #require(PDFCorpus.shape("object stream")).bytes
        let file = try edited(make.baseline(shape)) { update in
            let holder = PDFReference(6)
            var dictionary = try #require(try update.object(holder).dictionary)
            // Whatever was changed since stands outside; the font is read from here.
            for key in ["Filter", "DecodeParms"] as [PDFName] { dictionary[key] = nil }
            var head = ""
            var body = ""
            let tree = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
            for (number, text) in [(1, "null"), (2, tree), (3, "null"), (5, "<</Type/Font/Subtype/Type3>>")] {
                head += "\(number) \(body.utf8.count) "
                body += text + "\n"
            }
            dictionary["N"] = .integer(4)
            dictionary["First"] = .integer(head.utf8.count)
            try update.replace(holder, with: .stream(PDFStream(dictionary, bytes: Array((head + body).utf8))))
            try update.setCatalogueEntry("Extensions", .reference(holder))
        }
        #expect(try forbidden(file).contains(.pageContent))
    }

    // MARK: Places that were prepared before signing: the same object means something in two of them.

    @Test("a list of validation data that is a colour of the page, through what holds it") func listAsColour() throws {
        let document = try edited(PDFCorpus.plain) { update in
            let list = try update.add(.array([.name("DeviceRGB")]))
            let entry = try update.add(.dictionary(["Cert": .reference(list)]))
            try page(&update) { $0["Resources"] = .dictionary(["ColorSpace": .reference(entry)]) }
            let store: PDFDictionary = ["VRI": .dictionary(["X": .reference(entry)])]
            try update.setCatalogueEntry("DSS", .dictionary(store))
        }
        let file = try edited(make.baseline(document)) { update in
            let validation = try #require(try update.catalogueEntry("DSS")?.dictionary?["VRI"]?.dictionary)
            let reference = try #require(validation["X"]?.reference)
            let entry = try #require(try update.object(reference).dictionary)
            try update.replace(#require(entry["Cert"]?.reference), with: .array([.name("DeviceGray")]))
        }
        #expect(try forbidden(file).contains(.pageContent))
    }

    @Test("metadata that the page draws, through the catalogue as its resources") func metadataAsResource() throws {
        let document = try edited(PDFCorpus.plain) { update in
            let catalogue: PDFObject = .reference(update.document.catalogueReference)
            try page(&update) { $0["Resources"] = .dictionary(["XObject": catalogue]) }
        }
        let file = try edited(make.baseline(document)) { update in
            let look: PDFDictionary = ["Type": .name("Metadata"), "Subtype": .name("Form")]
            let metadata = try update.add(.stream(PDFStream(look, bytes: Self.other)))
            try update.setCatalogueEntry("Metadata", .reference(metadata))
        }
        #expect(try forbidden(file) == [.catalogue])
    }

    private func certified(_ edit: (inout PDFUpdate) throws -> Void) throws -> [UInt8] {
        let form = try #require(PDFCorpus.shape("text field with two widgets")).bytes
        return try make.baseline(edited(form, edit)) { $0.certification = .formFilling }
    }

    private func field(_ update: inout PDFUpdate, _ edit: (inout PDFDictionary) throws -> Void) throws {
        var field = try #require(try update.object(PDFReference(10)).dictionary)
        try edit(&field)
        try update.replace(PDFReference(10), with: .dictionary(field))
    }

    @Test("a field filled in whose value the page shows") func fieldAsResource() throws {
        let signed = try certified { update in
            try page(&update) { $0["Resources"] = .dictionary(["XObject": .reference(PDFReference(10))]) }
        }
        let file = try edited(signed) { update in
            let value = try update.add(.stream(PDFStream(["Subtype": .name("Form")], bytes: Self.other)))
            try field(&update) { $0["V"] = .reference(value) }
        }
        #expect(try !forbidden(file).isEmpty)
    }

    @Test("an appearance drawn anew whose resources the page uses") func appearanceAsResource() throws {
        var resources = PDFReference(0)
        let signed = try certified { update in
            resources = try update.add(.dictionary(["Font": .dictionary(["F1": .reference(Self.font)])]))
            let look: PDFDictionary = ["Subtype": .name("Form"), "Resources": .reference(resources)]
            let shown = try update.add(.stream(PDFStream(look, bytes: Self.other)))
            try page(&update) { $0["Resources"] = .dictionary(["XObject": .dictionary(["X": .reference(shown)])]) }
            try field(&update) { $0["AP"] = .reference(shown) }
        }
        let file = try edited(signed) { try $0.replace(resources, with: .dictionary([:])) }
        #expect(try forbidden(file) == [.pageContent])
    }

    @Test("an appearance drawn anew, but not in its own place") func appearanceInPlace() throws {
        var shown = PDFReference(0)
        let signed = try certified { update in
            shown = try update.add(.stream(PDFStream(["Subtype": .name("Form")], bytes: Self.other)))
            try field(&update) { $0["AP"] = .dictionary(["N": .reference(shown)]) }
        }
        let form: PDFDictionary = ["BBox": .array([0, 0, 9, 9].map { .integer($0) })]
        #expect(
            try forbidden(edited(signed) { try $0.replace(shown, with: .stream(PDFStream(form, bytes: [0x71]))) })
                .isEmpty
        )
        #expect(
            try forbidden(edited(signed) { try $0.replace(shown, with: .stream(PDFStream(bytes: [0x71]))) }) == [.form]
        )
    }

    @Test(
        "a field filled in whose appearance has no bounds",
        arguments: [
            "<<>>", "<</BBox[0 0 9]>>", "<</BBox[0 0 9 0]>>", "<</BBox[0 0 9 1e]>>", "<</BBox[0 0 9 .0000000001]>>",
            "<</BBox[0 0 9 99999999999]>>", "<</BBox 5 0 R>>", "<</BBox[0 0 9 9]/Matrix[1 0 0 0 0 0]>>",
            "<</BBox[0 0 9 9]/Matrix 5 0 R>>", "<</BBox[0 0 9 9]/Matrix[1 0]>>",
        ]
    )
    func unbounded(_ text: String) throws {
        let signed = try certified { _ in }
        func filled(_ form: PDFDictionary) throws -> [UInt8] {
            try edited(signed) { update in
                let shown = try update.add(.stream(PDFStream(form, bytes: Self.other)))
                try field(&update) { field in
                    field["V"] = .text("x")
                    field["AP"] = .dictionary(["N": .dictionary(["On": .reference(shown)])])
                }
            }
        }
        let box: PDFObject = .array([0, 0, 9, 9].map { .integer($0) })
        let matrix: PDFObject = .array([0, 1, -1, 0, 0, 0].map { .integer($0) })
        #expect(try forbidden(filled(["BBox": box])).isEmpty)
        #expect(try forbidden(filled(["BBox": box, "Matrix": matrix])).isEmpty)
        #expect(try forbidden(filled(Self.form(text))) == [.form])
    }

    /// A dictionary of arrays of numbers, and of references.
    private static func form(_ text: String) -> PDFDictionary {
        var form: PDFDictionary = [:]
        for entry in text.dropFirst(2).dropLast(2).split(separator: "/") {
            let name = String(entry.prefix { $0.isLetter })
            let rest = entry.dropFirst(name.count)
            let numbers =
                rest.dropFirst().dropLast().split(separator: " ").map {
                    Double($0).map { .real(PDFReal($0)) } ?? .null
                } as [PDFObject]
            form[PDFName(name)] = rest.first == "[" ? .array(numbers) : .reference(PDFReference(5))
        }
        return form
    }

    // MARK: What is permitted where it stood before.

    @Test("an extension replaced by a stream, though by another dictionary it is") func extensionInPlace() throws {
        var extensions = PDFReference(0)
        let document = try edited(PDFCorpus.plain) { update in
            extensions = try update.add(.dictionary([:]))
            try update.setCatalogueEntry("Extensions", .reference(extensions))
        }
        let signed = try make.baseline(document)
        let level: PDFDictionary = ["ExtensionLevel": .integer(5), "BaseVersion": .name("1.7")]
        let dictionary: PDFObject = .dictionary(["ESIC": .dictionary(level)])
        #expect(try forbidden(edited(signed) { try $0.replace(extensions, with: dictionary) }).isEmpty)
        let stream: PDFObject = .stream(PDFStream(bytes: [0x71]))
        #expect(try forbidden(edited(signed) { try $0.replace(extensions, with: stream) }) == [.otherObjects])
    }

    @Test(
        "other metadata where no change is permitted, though it is without that",
        arguments: ["identifiers and information", "information beside a cross-reference stream"]
    )
    func information(_ name: String) throws {
        let shape = try #require(PDFCorpus.shape(name)).bytes
        func file(_ permission: PDFCertification.Permission?) throws -> [UInt8] {
            try edited(make.baseline(shape) { $0.certification = permission }) { update in
                try update.replace(PDFReference(6), with: .dictionary(["Title": .text("Other")]))
            }
        }
        #expect(try forbidden(file(nil)).isEmpty)
        #expect(try forbidden(file(.formFilling)).isEmpty)
        #expect(try forbidden(file(.noChanges)) == [.metadata])
    }
}
