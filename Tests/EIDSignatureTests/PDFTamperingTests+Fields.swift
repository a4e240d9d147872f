import EIDPDF
import Foundation
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Signature fields that came later and hide the page: only a signature may show something.
extension PDFTamperingTests {
    private func appearance(_ update: inout PDFUpdate, drawing: String = "0 0 500 500 re f") throws -> PDFObject {
        let form: PDFDictionary = [
            "Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .array([0, 0, 500, 500].map { .integer($0) }),
        ]
        let stream = try update.add(.stream(PDFStream(form, bytes: Array(drawing.utf8))))
        return .dictionary(["N": .reference(stream)])
    }

    private func widget(_ subtype: PDFName = "Widget", size: Int = 500) -> PDFDictionary {
        [
            "Type": .name("Annot"), "Subtype": .name(subtype), "F": .integer(4),
            "Rect": .array([0, 0, size, size].map { .integer($0) }),
        ]
    }

    private func list(_ field: PDFReference, showing widgets: [PDFReference], _ update: inout PDFUpdate) throws {
        var form = try #require(try update.catalogueEntry("AcroForm")?.dictionary)
        form["Fields"] = .array((form["Fields"]?.array ?? []) + [.reference(field)])
        try update.replace(#require(try update.catalogue()["AcroForm"]?.reference), with: .dictionary(form))
        try show(widgets, &update)
    }

    private func show(_ widgets: [PDFReference], _ update: inout PDFUpdate) throws {
        try page(&update) { page in
            page["Annots"] = .array((page["Annots"]?.array ?? []) + widgets.map { .reference($0) })
        }
    }

    /// The file with a new signature field that is its own widget.
    private func adding(
        to file: [UInt8],
        size: Int = 500,
        _ edit: (inout PDFDictionary, inout PDFUpdate) throws -> Void = { _, _ in }
    ) throws -> [UInt8] {
        try edited(file) { update in
            var field = widget(size: size)
            (field["FT"], field["T"]) = (.name("Sig"), .text("b"))
            try edit(&field, &update)
            let reference = try update.add(.dictionary(field))
            try list(reference, showing: [reference], &update)
        }
    }

    /// The file with a document timestamp in a field of its own choice.
    private func stamped(
        _ file: [UInt8],
        _ field: SignaturePlacement.Field,
        _ edit: (inout PDFUpdate, SignatureSlot) throws -> Void = { _, _ in }
    ) throws -> [UInt8] {
        var update = try PDFUpdate(of: PDFDocument(parsing: file), policy: .longTermData)
        let dictionary: PDFDictionary = [
            "Type": .name("DocTimeStamp"), "Filter": .name("Adobe.PPKLite"), "SubFilter": .name("ETSI.RFC3161"),
        ]
        let slot = try update.addSignature(
            SignaturePlacement(field, dictionary: dictionary, reservedBytes: 10_240, appearance: nil)
        )
        try edit(&update, slot)
        let prepared = try PreparedDocumentTimestamp(PreparedRevision(update), of: file, .sha256)
        return try prepared.embedding(
            ca.verifiedTimestamp(prepared.imprint, time: TestTime.now + 30),
            original: file
        )
    }

    @Test("an empty field that shows something") func emptyFieldShown() throws {
        let signed = try make.baseline()
        // Viewers mark where one may sign.
        #expect(try forbidden(adding(to: signed)).contains(.form))
        #expect(try forbidden(adding(to: signed, size: 0)).isEmpty)
        #expect(try forbidden(adding(to: signed) { field, _ in field["F"] = .integer(6) }).isEmpty)
        #expect(
            try forbidden(
                adding(to: signed) { field, update in
                    (field["F"], field["AP"]) = (.integer(6), try appearance(&update))
                }
            ).contains(.form)
        )
        #expect(try forbidden(adding(to: signed) { $0["AP"] = try appearance(&$1) }).contains(.form))
        // Some viewers draw it in full size where it has no extent.
        #expect(try forbidden(adding(to: signed, size: 0) { $0["AP"] = try appearance(&$1) }).contains(.form))
        #expect(try forbidden(adding(to: signed, size: 0) { $0["AP"] = try appearance(&$1, drawing: "") }).isEmpty)
        let states = try adding(to: signed, size: 0) { field, update in
            field["AP"] = .dictionary(["N": .dictionary(["On": try #require(try appearance(&update).dictionary?["N"])])]
            )
        }
        #expect(try forbidden(states).contains(.form))
        let background: PDFObject = .dictionary(["BG": .array([.integer(1)])])
        #expect(try forbidden(adding(to: signed) { field, _ in field["MK"] = background }).contains(.form))
    }

    @Test("a field that shows something as if it were signed") func emptyValue() throws {
        let file = try adding(to: make.baseline()) { field, update in
            field["AP"] = try appearance(&update)
            field["V"] = .reference(PDFReference(900))
        }
        #expect(try forbidden(file).contains(.form))
    }

    @Test(
        "an empty field, or one with a timestamp, whose widget has something to show",
        arguments: [
            ["FT": .name("Tx"), "V": .text("I owe you"), "DA": .text("/Helv 9 Tf")], ["FT": .name("Btn")],
            ["V": .text("x")],
            ["Border": .array([0, 0, 900].map { .integer($0) })], ["BS": .dictionary(["W": .integer(900)])],
            ["C": .array([.integer(1)])], ["AS": .name("On")],
        ] as [PDFDictionary]
    )
    func showingKid(_ entries: PDFDictionary) throws {
        func file(_ entries: PDFDictionary) throws -> [UInt8] {
            try edited(make.baseline()) { update in
                let field = try update.add(.null)
                var kid = widget(size: 0)
                kid["Parent"] = .reference(field)
                for entry in entries.entries { kid[entry.key] = entry.value }
                let reference = try update.add(.dictionary(kid))
                let kids: PDFObject = .array([.reference(reference)])
                try update.replace(field, with: .dictionary(["FT": .name("Sig"), "T": .text("b"), "Kids": kids]))
                try list(field, showing: [reference], &update)
            }
        }
        #expect(try forbidden(file([:])).isEmpty)
        #expect(try forbidden(file(entries)).contains(.form))
    }

    @Test("a field whose signature nobody can judge") func unjudgedValue() throws {
        let file = try adding(to: make.baseline()) { field, update in
            field["AP"] = try appearance(&update)
            field["V"] = .reference(try update.add(.dictionary(["Type": .name("Sig")])))
        }
        #expect(try forbidden(file).contains(.form))
    }

    @Test("a timestamp that shows something, although timestamps are permitted") func timestampShown() throws {
        let signed = try make.longTerm { $0.certification = .noChanges }
        #expect(try forbidden(stamped(signed, .new())).isEmpty)
        let place = PDFRectangle(0, 0, 500, 500)
        let shown = try stamped(signed, .new(rectangle: place)) { update, slot in
            var field = try #require(try update.object(slot.fieldReference).dictionary)
            field["AP"] = try appearance(&update)
            try update.replace(slot.fieldReference, with: .dictionary(field))
        }
        #expect(try forbidden(shown).contains(.form))
    }

    @Test("a timestamp in a field that showed something before, and no more") func timestampReveals() throws {
        let field = try #require(PDFCorpus.shape("empty signature field")).bytes
        let covered = try edited(field) { update in
            let reference = try #require(update.document.signatureFields.first?.reference)
            var field = try #require(try update.object(reference).dictionary)
            field["AP"] = try appearance(&update)
            try update.replace(reference, with: .dictionary(field))
        }
        let signed = try make.longTerm(covered) { $0.documentPolicy = PDFPolicy(refusing: []) }
        let revealed = try stamped(signed, .existing("Sign here")) { update, slot in
            var field = try #require(try update.object(slot.fieldReference).dictionary)
            field["AP"] = nil
            try update.replace(slot.fieldReference, with: .dictionary(field))
        }
        #expect(try forbidden(revealed).contains(.earlierSignature))
    }

    @Test(
        "an annotation that is listed once more, and so comes to the front",
        arguments: [nil, .noChanges] as [PDFCertification.Permission?]
    )
    func listedTwice(_ permission: PDFCertification.Permission?) throws {
        let stamped = try edited(PDFCorpus.plain) { update in
            try show([update.add(.dictionary(widget("Square")))], &update)
        }
        let signed = try make.baseline(stamped) { $0.certification = permission }
        let first = try #require(
            try PDFDocument(parsing: signed).object(PDFReference(3)).dictionary?["Annots"]?.array?.first?.reference
        )
        #expect(try forbidden(edited(signed) { try show([first], &$0) }) == [.annotation])
    }

    @Test("a new field whose widget is listed twice") func widgetTwice() throws {
        let file = try edited(make.baseline()) { update in
            var field = widget(size: 0)
            (field["FT"], field["T"]) = (.name("Sig"), .text("b"))
            let reference = try update.add(.dictionary(field))
            try list(reference, showing: [reference, reference], &update)
        }
        #expect(try forbidden(file) == [.annotation])
    }

    @Test("a timestamp that shows something in a field that was there") func timestampShownInField() throws {
        let field = try #require(PDFCorpus.shape("empty signature field")).bytes
        let signed = try make.longTerm(field) { $0.field = .new() }
        #expect(try forbidden(stamped(signed, .existing("Sign here"))).isEmpty)
        let shown = try stamped(signed, .existing("Sign here")) { update, slot in
            var field = try #require(try update.object(slot.fieldReference).dictionary)
            field["AP"] = try appearance(&update)
            try update.replace(slot.fieldReference, with: .dictionary(field))
        }
        #expect(try forbidden(shown).contains(.earlierSignature))
    }

    @Test("an annotation that lay ready and became a field's widget", arguments: ["Stamp", "Widget"] as [PDFName])
    func orphan(_ subtype: PDFName) throws {
        var orphan = PDFReference(0)
        let document = try edited(PDFCorpus.plain) { update in
            var annotation = widget(subtype)
            annotation["AP"] = try appearance(&update)
            orphan = try update.add(.dictionary(annotation))
        }
        let signed = try make.baseline(document)
        let file = try edited(signed) { update in
            let kids: PDFObject = .array([.reference(orphan)])
            let field = try update.add(.dictionary(["FT": .name("Sig"), "T": .text("b"), "Kids": kids]))
            try list(field, showing: [orphan], &update)
        }
        #expect(try forbidden(file).contains(.form))
    }

    @Test("a widget that is none, or belongs to another field", arguments: ["Subtype", "Parent"] as [PDFName])
    func strangeKid(_ key: PDFName) throws {
        func file(_ edit: (inout PDFDictionary) -> Void) throws -> [UInt8] {
            try edited(make.baseline()) { update in
                let field = try update.add(.null)
                var kid = widget(size: 0)
                kid["Parent"] = .reference(field)
                edit(&kid)
                let reference = try update.add(.dictionary(kid))
                let kids: PDFObject = .array([.reference(reference)])
                try update.replace(
                    field,
                    with: .dictionary(["FT": .name("Sig"), "T": .text("b"), "Kids": kids])
                )
                try list(field, showing: [reference], &update)
            }
        }
        #expect(try forbidden(file { _ in }).isEmpty)
        #expect(try forbidden(file { $0[key] = nil }).contains(.form))
    }

    @Test("a new field that is shown without being a widget") func noWidget() throws {
        #expect(try forbidden(adding(to: make.baseline()) { field, _ in field["Subtype"] = nil }) == [.annotation])
    }

    @Test("a timestamp whose field has a place, where some draw what others of its name have") func timestampPlaced()
        throws
    {
        let form = try #require(PDFCorpus.shape("text field with two widgets")).bytes
        let signed = try make.longTerm(form) { $0.certification = .noChanges }
        func placed(_ rectangle: PDFRectangle, flags: Int = 132) throws -> [UInt8] {
            try stamped(signed, .new(rectangle: rectangle)) { update, slot in
                var field = try #require(try update.object(slot.fieldReference).dictionary)
                (field["AP"], field["F"], field["T"]) = (nil, .integer(flags), .text("name"))
                try update.replace(slot.fieldReference, with: .dictionary(field))
            }
        }
        let place = PDFRectangle(0, 0, 500, 500)
        #expect(try forbidden(placed(place)).contains(.form))
        #expect(try forbidden(placed(place, flags: 2)).isEmpty)
        // Some readers keep 32 bits of it.
        #expect(try forbidden(placed(place, flags: 1 << 33 | 2)).contains(.form))
    }

    @Test("a second signature that is drawn beyond its field") func unconfined() throws {
        func signed(_ edit: (inout PDFDictionary, inout PDFUpdate) throws -> Void) throws -> [UInt8] {
            let first = try make.baseline()
            var update = try PDFUpdate(of: PDFDocument(parsing: first))
            let slot = try update.addSignature(
                SignaturePlacement(
                    .new(rectangle: PDFRectangle(0, 0, 9, 9)),
                    dictionary: ["SubFilter": .name("ETSI.CAdES.detached")],
                    reservedBytes: 64
                )
            )
            var field = try #require(try update.object(slot.fieldReference).dictionary)
            try edit(&field, &update)
            try update.replace(slot.fieldReference, with: .dictionary(field))
            return try update.prepared().embedding([0x30, 0], in: first)
        }
        func forbids(_ edit: (inout PDFDictionary, inout PDFUpdate) throws -> Void) throws -> Bool {
            try forbidden(signed(edit)).contains(.form)
        }
        #expect(try !forbids { _, _ in })
        #expect(try !forbids { field, update in field["AP"] = try appearance(&update) })
        #expect(
            try !forbids { field, _ in (field["AP"], field["Rect"]) = (nil, .array([0, 0, 0, 0].map { .integer($0) })) }
        )
        #expect(
            try forbids { field, update in
                (field["Rect"], field["AP"]) = (.array([0, 0, 0, 0].map { .integer($0) }), try appearance(&update))
            }
        )
        #expect(
            try forbids { field, update in
                (field["Rect"], field["AP"]) = (.array([0, 0, 0, 9].map { .integer($0) }), try appearance(&update))
            }
        )
        #expect(
            try forbids { field, update in
                (field["Rect"], field["AP"]) = (.array([0, 0, 9, 9, 9].map { .integer($0) }), try appearance(&update))
            }
        )
        #expect(
            try forbids { field, update in
                (field["Rect"], field["AP"]) = (nil, try appearance(&update))
            }
        )
        #expect(try forbids { field, _ in field["F"] = .integer(1 << 32 | 4) })
        #expect(try forbids { field, update in field["AP"] = try appearance(&update).dictionary?["N"] })
        #expect(
            try forbids { field, update in
                let look = try update.add(.stream(PDFStream(["Subtype": .name("Form")], bytes: [0x71])))
                field["AP"] = .dictionary(["N": .reference(look)])
            }
        )
    }

    @Test("a field that is a widget, whatever it has below it, is seen where it stands") func ownWidget() throws {
        let twice = try TestDocument.second(ca).baseline(make.baseline()) {
            $0.field = .new(rectangle: PDFRectangle(20, 20, 220, 80))
        }
        let document = try PDFDocument(parsing: twice)
        let field = try #require(document.signatureFields.last)
        let kid = try adding(to: twice, size: 0) { kid, _ in
            (kid["T"], kid["FT"], kid["Parent"]) = (nil, nil, .reference(field.reference))
        }
        #expect(field.widgets == [field.reference])
        let both = try edited(kid) { update in
            var dictionary = try #require(try update.object(field.reference).dictionary)
            let last = try #require(try update.catalogueEntry("AcroForm")?.dictionary?["Fields"]?.array?.last)
            dictionary["Kids"] = .array([last])
            try update.replace(field.reference, with: .dictionary(dictionary))
            var form = try #require(try update.catalogueEntry("AcroForm")?.dictionary)
            form["Fields"] = .array(Array((form["Fields"]?.array ?? []).dropLast()))
            try update.replace(#require(try update.catalogue()["AcroForm"]?.reference), with: .dictionary(form))
        }
        let places = try PDFDocument(parsing: both).signatureFields.last?.widgets
        #expect(places?.count == 2 && places?.last == field.reference)
    }
}
