import EIDPDF
import PDFCorpus
import Testing

/// What other programs do when they sign a document that was signed before, and what only looks like it.
@Suite struct RevisionChangeTests {
    /// A signature in a field that showed something while it was empty.
    private static let signed: [PDFRevisionChange.Kind] = [.signature, .uncovering]

    @Test("a number that the document refers to in vain is not taken for a new object")
    func promised() throws {
        #expect(try kinds("references to numbers that come next") { try sign(.new(), &$0) } == [.signature])
        let store = try kinds("references to numbers that come next") { update in
            try update.setCatalogueEntry("DSS", .reference(update.add(.dictionary([:]))))
        }
        #expect(store == [.validationData])
    }

    @Test("whoever signs may lock the widget and have it printed", arguments: [128, 132, 196, 644])
    func locked(_ flags: Int) throws {
        #expect(try kinds("form with resources") { try fill(&$0, flags: flags) } == Self.signed)
    }

    @Test("whoever signs may not hide the widget or show it elsewhere", arguments: [134, 164, 133, 140])
    func hidden(_ flags: Int) throws {
        #expect(try kinds("form with resources") { try fill(&$0, flags: flags) }.contains(.earlierSignature))
    }

    @Test(
        "a timestamp may lock the widget, and not have an old appearance printed",
        arguments: [(132, true), (644, true), (128, false)]
    )
    func printed(_ flags: Int, isHarmless: Bool) throws {
        let found = try kinds("form with resources") { update in
            _ = try update.addSignature(
                SignaturePlacement(.existing("Sign here"), dictionary: Sample.timeStamp, reservedBytes: 64)
            )
            var field = try #require(try update.object(PDFReference(10)).dictionary)
            #expect(field["F"] == .integer(132))
            field["F"] = .integer(flags)
            // What it showed before, it shows still.
            field["AP"] = try update.document.object(PDFReference(10)).dictionary?["AP"]
            try update.replace(PDFReference(10), with: .dictionary(field))
        }
        #expect((found == [.documentTimestamp]) == isHarmless)
    }

    @Test("a form gets the font of a new signature beside those that it has")
    func anotherFont() throws {
        let found = try kinds("form with resources") { update in
            try fill(&update)
            try setFonts(["Helv": .reference(PDFReference(11)), "Other": .reference(addFont(&update))], &update)
        }
        #expect(found == Self.signed)
    }

    @Test("a font that a field asked for in vain is a change of the form")
    func wantedFont() throws {
        let found = try kinds("form with resources") { update in
            try fill(&update)
            try setFonts(["Helv": .reference(PDFReference(11)), "Wanted": .reference(addFont(&update))], &update)
        }
        #expect(found.contains(.form))
    }

    @Test("a first font is a change of the form where a field asked for it in vain", arguments: ["Wanted", "Other"])
    func firstFont(_ name: String) throws {
        let found = try kinds("form without resources") { update in
            try sign(.existing("Sign here"), &update)
            var form = try #require(try update.object(PDFReference(12)).dictionary)
            let fonts = PDFDictionary(dictionaryLiteral: (PDFName(name), .reference(try addFont(&update))))
            form["DR"] = .dictionary(["ProcSet": .array([.name("PDF")]), "Font": .dictionary(fonts)])
            try update.replace(PDFReference(12), with: .dictionary(form))
        }
        #expect(found == (name == "Wanted" ? [.form, .signature] : [.signature]))
    }

    @Test(
        "a first default appearance, or resources, are a change of the form where a field has no appearance of its own",
        arguments: ["DA", "DR"] as [PDFName]
    )
    func firstAppearance(_ key: PDFName) throws {
        for (shape, isHarmless) in [
            ("form whose fields have no default appearance", false),
            ("form whose fields have default appearances", true),
            ("form whose fields have default appearances without a font", false),
            ("form without a widget that the page has", false),
        ] {
            let found = try kinds(shape) { update in
                try sign(.new(), &update)
                var form = try #require(try update.object(PDFReference(12)).dictionary)
                form[key] =
                    key == "DA" ? .string(Array("/Helv 12 Tf 1 g".utf8)) : .dictionary(["Font": .dictionary([:])])
                try update.replace(PDFReference(12), with: .dictionary(form))
            }
            #expect(found == (isHarmless ? [.signature] : [.form, .signature]), "\(shape)")
        }
    }

    @Test(
        "a font with which some viewers draw what has no appearance is a change of the form",
        arguments: [("ZaDb", false), ("Helv", false), ("Other", true)]
    )
    func viewersFont(_ name: String, isHarmless: Bool) throws {
        let found = try kinds("form whose fields have default appearances") { update in
            try sign(.new(), &update)
            var form = try #require(try update.object(PDFReference(12)).dictionary)
            let fonts = PDFDictionary(dictionaryLiteral: (PDFName(name), .reference(try addFont(&update))))
            form["DR"] = .dictionary(["Font": .dictionary(fonts)])
            try update.replace(PDFReference(12), with: .dictionary(form))
        }
        #expect(found == (isHarmless ? [.signature] : [.form, .signature]))
    }

    @Test("another font in place of one is a change of the form")
    func exchangedFont() throws {
        let exchanged = try kinds("form with resources") { update in
            try fill(&update)
            try setFonts(["Helv": .reference(addFont(&update))], &update)
        }
        #expect(exchanged.contains(.form))
        #expect(try kinds("form with resources") { try setFonts([:], &$0) }.contains(.form))
    }

    @Test("a font that was changed in its place is no growth")
    func changedFont() throws {
        let found = try kinds("form with resources") { update in
            try fill(&update)
            try update.replace(PDFReference(11), with: .dictionary(["Type": .name("Font")]))
        }
        #expect(found.contains(.otherObjects))
    }

    @Test("what a signature shows may stand in the place of what its field showed while it was empty")
    func drawnInPlace() throws {
        let drawing = PDFObject.stream(
            PDFStream(
                [
                    "Type": .name("XObject"), "Subtype": .name("Form"),
                    "BBox": .array([0, 0, 9, 9].map { .integer($0) }),
                ],
                bytes: Array("0 0 9 9 re f".utf8)
            )
        )
        let signed = try kinds("form with resources") { update in
            try fill(&update)
            try update.replace(PDFReference(13), with: drawing)
        }
        #expect(signed == Self.signed)
        #expect(
            try kinds("form with resources") { try $0.replace(PDFReference(13), with: drawing) } == [.earlierSignature]
        )
        let stamped = try kinds("form with resources") { update in
            _ = try update.addSignature(
                SignaturePlacement(.existing("Sign here"), dictionary: Sample.timeStamp, reservedBytes: 64)
            )
            try update.replace(PDFReference(13), with: drawing)
        }
        #expect(stamped == [.documentTimestamp, .earlierSignature])
    }

    /// The kinds of change that an update makes.
    private func kinds(
        _ shape: String,
        _ edit: (inout PDFUpdate) throws -> Void
    ) throws -> [PDFRevisionChange.Kind] {
        let document = try PDFDocument(parsing: try #require(PDFCorpus.shape(shape)).bytes)
        // Other programs sign where an empty field shows something.
        var update = try PDFUpdate(of: document, policy: PDFPolicy(refusing: []))
        try edit(&update)
        let file = try (try? update.preparedFile()) ?? update.serialized()
        return try PDFDocument(parsing: file).changes(since: document).map(\.kind)
    }

    private func sign(_ field: SignaturePlacement.Field, _ update: inout PDFUpdate) throws {
        _ = try update.addSignature(SignaturePlacement(field, dictionary: Sample.dictionary, reservedBytes: 64))
    }

    private func fill(_ update: inout PDFUpdate, flags: Int = 132) throws {
        try sign(.existing("Sign here"), &update)
        var field = try #require(try update.object(PDFReference(10)).dictionary)
        field["F"] = .integer(flags)
        try update.replace(PDFReference(10), with: .dictionary(field))
    }

    private func addFont(_ update: inout PDFUpdate) throws -> PDFReference {
        try update.add(
            .dictionary(["Type": .name("Font"), "Subtype": .name("Type1"), "BaseFont": .name("Times-Roman")])
        )
    }

    private func setFonts(_ fonts: PDFDictionary, _ update: inout PDFUpdate) throws {
        var form = try #require(try update.object(PDFReference(12)).dictionary)
        form["DR"] = .dictionary(["Font": .dictionary(fonts)])
        try update.replace(PDFReference(12), with: .dictionary(form))
    }
}
