import EIDPDF
import PDFCorpus
import Testing

/// What is appended to a signed file so that readers which search it for objects find others.
@Suite struct ShadowTests {
    private static let drawing = "<</Length 3>>\nstream\n0 g\nendstream\nendobj\n"

    @Test(
        "an object that stands in an update without a cross-reference is noticed",
        arguments: [
            "4 0 obj\n\(drawing)", "4 9 obj\n\(drawing)", "0004\t0\robj\(drawing)", "4 %\n0 obj\n\(drawing)",
            "4 0 %\n%\nobj\n\(drawing)", "4 0obj\n\(drawing)", "4\u{B}0\u{B}obj\n\(drawing)", "+4 -0 obj\n\(drawing)",
            "000000000000000000000000004 0 obj\n\(drawing)", "%4 0 obj\n", "99 0 obj\n\(drawing)",
            "trailer\n<</Root 99 0 R>>\n", "trailer%\n<</Root 99 0 R>>\n",
        ]
    )
    func stray(_ text: String) throws {
        #expect(try changes(stray: text) == [.metadata, .shadowedObject])
    }

    @Test(
        "an object within a string or a stream of an update is noticed",
        arguments: [
            "<</Title(\n4 0 obj\nnull\nendobj)>>", "<</Length 20>>\nstream\n4 0 obj\nnull\nendobj\n\nendstream",
        ]
    )
    func within(_ body: String) throws {
        #expect(try changes(body).contains(.shadowedObject))
    }

    @Test("an object that a later section takes back is noticed")
    func takenBack() throws {
        let document = try Self.document()
        let place = try #require(Self.place(of: "4 0 obj", in: document.bytes))
        let between = Self.update(document.bytes, number: 4, "\(Self.drawing.dropLast("endobj\n".utf8.count))")
        let after = Self.section(between, number: 4, at: place)
        #expect(try kinds(after, since: document) == [.shadowedObject])
    }

    @Test("an object that something refers to in vain is noticed, although it is freed again")
    func freed() throws {
        let document = try PDFDocument(
            parsing: try #require(PDFCorpus.shape("references to numbers that come next")).bytes
        )
        let between = Self.update(document.bytes, number: 8, "null")
        #expect(try kinds(Self.section(between, number: 8, at: nil), since: document).contains(.shadowedObject))
    }

    @Test(
        "an update has no objects but its own",
        arguments: ["", "% a comment\n", "endobj 0 object trailer 4 obj xobj\n"]
    )
    func plain(_ stray: String) throws {
        #expect(try changes(stray: stray) == [.metadata])
    }

    @Test("an object may be replaced several times")
    func replaced() throws {
        let document = try Self.document()
        var bytes = document.bytes
        for turn in 1...3 { bytes = Self.update(bytes, number: 6, "<</Title(\(turn))>>") }
        #expect(try kinds(bytes, since: document) == [.metadata])
    }

    @Test("an object that is added and taken back may be, where nothing refers to it")
    func addedAndFreed() throws {
        let document = try Self.document()
        let between = Self.update(document.bytes, number: 7, "null")
        #expect(try kinds(Self.section(between, number: 7, at: nil), since: document) == [])
    }

    @Test(
        "looking for headers takes time in proportion to the file",
        arguments: ["%\n", "obj", " ", "1 0 obj", "trailer "]
    )
    func linear(_ pattern: String) throws {
        let stray = String(repeating: pattern, count: 400_000 / pattern.utf8.count)
        let start = ContinuousClock.now
        _ = try changes(stray: stray + "\n")
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    static func document() throws -> PDFDocument {
        try PDFDocument(parsing: try #require(PDFCorpus.shape("identifiers and information")).bytes)
    }

    private func changes(_ body: String = "<</Title(Another)>>", stray: String = "") throws -> [PDFRevisionChange.Kind]
    {
        let document = try Self.document()
        return try kinds(Self.update(document.bytes + Array(stray.utf8), number: 6, body), since: document)
    }

    func kinds(_ bytes: [UInt8], since document: PDFDocument) throws -> [PDFRevisionChange.Kind] {
        try PDFDocument(parsing: bytes).changes(since: document).map(\.kind)
    }

    /// The file with an object more, and a section that leads to it.
    static func update(
        _ bytes: [UInt8],
        number: Int,
        _ body: String,
        root: Int = 1,
        extra: String = ""
    ) -> [UInt8] {
        let object = Array("\(number) 0 obj\n\(body)\nendobj\n".utf8)
        return section(bytes + object, number: number, at: bytes.count, root: root, extra: extra)
    }

    /// The file with a section more, which says where an object is.
    static func section(
        _ bytes: [UInt8],
        number: Int,
        at place: Int?,
        root: Int = 1,
        previous: Int? = nil,
        extra: String = ""
    ) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        let last = text.split(separator: "startxref\n").last?.split(separator: "\n").first ?? ""
        let digits = String(place ?? 0)
        let row = String(repeating: "0", count: 10 - digits.count) + digits + (place == nil ? " 00001 f" : " 00000 n")
        let chain = previous.map(String.init) ?? String(last)
        let trailer = "<</Size 12/Root \(root) 0 R/Info 6 0 R/Prev \(chain)\(extra)>>"
        return bytes
            + Array("xref\n\(number) 1\n\(row) \ntrailer\n\(trailer)\nstartxref\n\(bytes.count)\n%%EOF\n".utf8)
    }

    private static func place(of text: String, in bytes: [UInt8]) -> Int? {
        bytes.indices.first { bytes[$0...].starts(with: text.utf8) }
    }
}
