import EIDPDF
import PDFCorpus
import Testing

/// What is seen of a signature.
@Suite struct AppearanceTests {
    private static let rectangle = PDFRectangle(20, 30, 220, 90)

    @Test("text and image are drawn within the rectangle")
    func drawn() throws {
        let (document, form) = try sign(SignatureAppearance(lines: ["Ann (O'Neill)", "€ 5"], image: Sample.image()))
        #expect(form.dictionary["BBox"] == .array(["0", "0", "200", "60"].map { number($0) }))
        let content = try document.encodedBytes(of: form)
        #expect(content.contains(sequence: Array("(Ann \\(O'Neill\\)) Tj".utf8)))
        #expect(content.contains(sequence: Array("<802035> Tj".utf8)))
        #expect(content.contains(sequence: Array("/I0 Do".utf8)))
    }

    @Test(
        "a turned page gets a turned appearance",
        arguments: [("turned by 90 degrees", [0, 1, -1, 0, 0, 0]), ("turned by -90 degrees", [0, -1, 1, 0, 0, 0])]
    )
    func turned(_ shape: String, _ matrix: [Int]) throws {
        let (_, form) = try sign(SignatureAppearance(lines: ["Ann"]), on: shape)
        #expect(form.dictionary["Matrix"] == .array(matrix.map { .integer($0) }))
        #expect(form.dictionary["BBox"] == .array(["0", "0", "60", "200"].map { number($0) }))
    }

    @Test("an invisible signature has an empty rectangle and no appearance")
    func invisible() throws {
        var update = try PDFUpdate(of: PDFDocument(parsing: PDFCorpus.plain))
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary))
        let field = try #require(PDFDocument(parsing: update.preparedFile()).signatureFields.first)
        #expect(field.dictionary["Rect"]?.array?.compactMap(\.number) == [0, 0, 0, 0])
        #expect(field.dictionary["AP"] == nil && field.dictionary["F"]?.integer == 132)
    }

    @Test("a character outside of WinAnsiEncoding is refused", arguments: ["東京", "a\nb", "\u{7F}", "Łódź"])
    func unencodable(_ line: String) {
        #expect(throws: PDFError(.textNotEncodable, "")) { _ = try sign(SignatureAppearance(lines: [line])) }
    }

    @Test(
        "PNG images with colours and transparency",
        arguments: [(UInt8(0), 1, false), (2, 3, false), (3, 1, true), (4, 2, true), (6, 4, true)]
    )
    func png(_ kind: UInt8, _ samples: Int, _ hasMask: Bool) throws {
        let rows = (0..<3).map { row in (0..<(2 * samples)).map { UInt8(($0 + row) % 2) } }
        let file = PNGMaker.png(
            kind: kind,
            width: 2,
            rows: rows,
            palette: kind == 3 ? [1, 2, 3, 4, 5, 6] : [],
            transparency: kind == 3 ? [0] : []
        )
        let image = try SignatureImage(reading: file)
        #expect(image.width == 2 && image.height == 3)
        let (document, form) = try sign(SignatureAppearance(image: image))
        let resources = try #require(form.dictionary["Resources"]?.dictionary?["XObject"]?.dictionary)
        let reference = try #require(resources["I0"]?.reference)
        let placed = try #require(document.object(reference).stream)
        let pixels = try document.decodedBytes(of: placed)
        let colours = kind == 4 ? 1 : kind == 6 ? 3 : samples
        #expect(pixels.count == 6 * colours)
        #expect(Array(pixels.prefix(colours)) == Array(rows[0].prefix(colours)))
        #expect((placed.dictionary["SMask"] != nil) == hasMask)
        if let mask = placed.dictionary["SMask"]?.reference {
            let stream = try #require(document.object(mask).stream)
            #expect(try document.decodedBytes(of: stream).count == 6)
        }
    }

    @Test("a JPEG is placed as it is")
    func jpeg() throws {
        let bytes: [UInt8] = [
            0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x04, 0x4A, 0x46, 0xFF, 0xC0, 0x00, 0x11, 8, 0x00, 0x10, 0x00, 0x20, 3, 1,
            0x22,
            0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xDA, 0x00, 0x02, 0xFF, 0xD9,
        ]
        let image = try SignatureImage(reading: bytes)
        #expect(image.width == 32 && image.height == 16)
        let (document, form) = try sign(SignatureAppearance(image: image))
        let resources = try #require(form.dictionary["Resources"]?.dictionary?["XObject"]?.dictionary)
        let reference = try #require(resources["I0"]?.reference)
        let placed = try #require(document.object(reference).stream)
        #expect(try document.encodedBytes(of: placed) == bytes)
        #expect(placed.dictionary["Filter"]?.name == "DCTDecode")
    }

    @Test(
        "an image that cannot be placed is refused",
        arguments: [
            [], [0xFF, 0xD8], [0xFF, 0xD8, 0xFF, 0xC0, 0, 8, 8, 0, 0, 0, 0, 3], Array("GIF89a".utf8),
            PNGMaker.png(kind: 2, width: 2, rows: [[1, 2, 3]]), PNGMaker.png(kind: 7, width: 1, rows: [[1]]),
            PNGMaker.png(kind: 0, width: 1, rows: [[1]], interlaced: true),
            PNGMaker.png(kind: 0, width: 1, rows: [[1]], bits: 16),
            PNGMaker.png(kind: 3, width: 1, rows: [[9]], palette: [1, 2, 3]),
            PNGMaker.png(kind: 0, width: 9_000, rows: [[UInt8](repeating: 0, count: 9_000)]),
            Array(PNGMaker.png(kind: 0, width: 1, rows: [[1]]).dropLast(20)),
        ] as [[UInt8]]
    )
    func unreadable(_ bytes: [UInt8]) {
        #expect(throws: PDFError(.imageUnreadable, "")) { _ = try SignatureImage(reading: bytes) }
    }

    @Test("pixels that do not fit the size are refused")
    func pixels() {
        #expect(throws: PDFError(.imageUnreadable, "")) {
            _ = try SignatureImage(width: 2, height: 2, redGreenBlue: [1])
        }
    }

    private func sign(_ look: SignatureAppearance, on shape: String = "plain") throws -> (PDFDocument, PDFStream) {
        var update = try PDFUpdate(of: PDFDocument(parsing: try #require(PDFCorpus.shape(shape)).bytes))
        _ = try update.addSignature(
            SignaturePlacement(.new(rectangle: Self.rectangle), dictionary: Sample.dictionary, appearance: look)
        )
        let document = try PDFDocument(parsing: update.preparedFile())
        let appearance = try #require(document.signatureFields.first?.dictionary["AP"]?.dictionary?["N"]?.reference)
        return (document, try #require(document.object(appearance).stream))
    }

    /// A number as the writer writes rectangles: integers are read back as such.
    private func number(_ text: String) -> PDFObject { .integer(Int(text) ?? -1) }
}

extension [UInt8] {
    fileprivate func contains(sequence: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: sequence) }
    }
}
