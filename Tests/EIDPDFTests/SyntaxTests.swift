import EIDPDF
import PDFCorpus
import Testing

/// Objects are read as the specification says, in all their spellings.
@Suite struct SyntaxTests {
    @Test("strings of every kind")
    func strings() throws {
        let document = try PDFDocument(parsing: try #require(PDFCorpus.shape("strings of every kind")).bytes)
        let strings = try #require(document.object(PDFReference(6)).array).compactMap(\.string)
        let expected: [[UInt8]] = [
            Array("nested (brackets) ) ( ".utf8), Array("octal A\u{7}+3".utf8), Array("linecontinued".utf8),
            Array("a\nb".utf8), [], [], [0x40], Array("Hel".utf8), [0x71, 10, 13, 9, 8, 12, 0x5C],
        ]
        #expect(strings == expected)
    }

    @Test("numbers of every kind, kept as written")
    func numbers() throws {
        let document = try PDFDocument(parsing: try #require(PDFCorpus.shape("numbers of every kind")).bytes)
        let page = try #require(document.object(PDFReference(3)).dictionary)
        let numbers = try #require(page["X"]?.array)
        #expect(numbers.compactMap(\.number) == [17, -98, 0, 34, 34.5, -3.62, 123.6, 4, -0.002, 0, 1e20])
        #expect(numbers.compactMap(\.integer) == [17, -98, 0, 34])
        #expect(numbers.last == numbers.last(where: { $0.integer == nil }))
    }

    @Test("names with escapes compare by what they mean")
    func names() throws {
        let document = try PDFDocument(parsing: try #require(PDFCorpus.shape("names with escapes")).bytes)
        #expect(document.catalogue["Pages"] == .reference(PDFReference(2)))
        #expect(document.catalogue["A#b c"]?.boolean == true)
        #expect(document.catalogue[PDFName(bytes: [0xC4])]?.integer == 1)
        // "é" as one letter and as two are different bytes, whatever Unicode says.
        #expect(PDFName("caf\u{E9}") != PDFName("cafe\u{301}"))
        #expect(PDFName(bytes: [0xC4]).bytes == [0xC4])
    }

    @Test("pages inherit their boxes and their rotation")
    func inheritance() throws {
        let document = try PDFDocument(parsing: try #require(PDFCorpus.shape("inherited boxes and rotation")).bytes)
        let page = try #require(document.pages.first)
        #expect(page.mediaBox == PDFRectangle(0, 0, 400, 300))
        #expect(page.cropBox == PDFRectangle(10, 10, 200, 200))
        #expect(page.rotation == 180)
        let turned = try PDFDocument(parsing: try #require(PDFCorpus.shape("turned by -90 degrees")).bytes)
        #expect(turned.pages.first?.rotation == 270)
    }

    @Test("an update wins over what it replaces")
    func newest() throws {
        let document = try PDFDocument(parsing: try #require(PDFCorpus.shape("updated five times")).bytes)
        #expect(try document.object(PDFReference(3)).dictionary?["UserUnit"]?.integer == 5)
        let freed = try PDFDocument(parsing: try #require(PDFCorpus.shape("an object freed by an update")).bytes)
        #expect(try freed.object(PDFReference(6)) == .null)
    }

    @Test("what changed since an earlier revision")
    func changes() throws {
        let earlier = try PDFDocument(parsing: try #require(PDFCorpus.shape("signed once")).bytes)
        var update = try PDFUpdate(of: earlier)
        try update.setCatalogueEntry("DSS", .reference(update.add(.dictionary([:]))))
        let later = try PDFDocument(parsing: update.serialized())
        #expect(try later.changes(since: earlier).map(\.kind) == [.validationData])
        #expect(throws: PDFError(.misuse, "")) { _ = try earlier.changes(since: later) }
    }

    @Test("text strings", arguments: ["Ann", "Zoë", "東京", "🙂", "a\nb", "\u{FE}\u{FF}", ""])
    func text(_ text: String) {
        #expect(PDFText.decode(PDFText.encode(text)).utf8.elementsEqual(text.utf8))
    }

    @Test("text strings of other writers")
    func foreignText() {
        #expect(PDFText.decode([0x80, 0xA0, 0x41, 0xE9]) == "\u{2022}\u{20AC}A\u{E9}")
        #expect(PDFText.decode([0xEF, 0xBB, 0xBF, 0x41]) == "A")
        #expect(PDFText.decode([0xFF, 0xFE, 0x41, 0x00]) == "A")
        #expect(PDFText.decode([0xFE, 0xFF, 0x00]) == "")
    }

    @Test(
        "written numbers have no exponent",
        arguments: [(0.0, "0"), (-0.25, "-0.25"), (595.28, "595.28"), (1e-9, "0"), (12, "12"), (.infinity, "0")]
    )
    func reals(_ value: Double, _ literal: String) {
        #expect(PDFReal(value).literal == literal)
    }
}
