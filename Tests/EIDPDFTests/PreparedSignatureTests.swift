import EIDPDF
import PDFCorpus
import Testing

/// The gap of a signature, to the byte.
@Suite struct PreparedSignatureTests {
    @Test("the hashed parts are all bytes but the gap, and the gap is the hexadecimal string")
    func parts() throws {
        let prepared = try prepared(reserving: 32)
        let parts = try prepared.digestInput(of: PDFCorpus.plain)
        let (start, rest) = (parts[0].count + parts[1].count, parts[2].count)
        let file = PDFCorpus.plain + prepared.appendix
        #expect(file.starts(with: parts[0] + parts[1]) && file.suffix(rest) == parts[2])
        let gap = Array(file[start..<(file.count - rest)])
        #expect(gap == Array("<\(String(repeating: "0", count: 64))>".utf8))
        #expect(prepared.byteRange == [0, start, file.count - rest, rest])
        #expect(prepared.reservedBytes == 32)
    }

    @Test("embedding changes nothing but the gap")
    func embedding() throws {
        let prepared = try prepared(reserving: 4)
        let file = try prepared.embedding([0xAB, 0xCD, 0xEF], in: PDFCorpus.plain)
        var expected = PDFCorpus.plain + prepared.appendix
        expected.replaceSubrange(prepared.contentsRange, with: Array("<ABCDEF00>".utf8))
        #expect(file == expected)
    }

    @Test("a signature that just fits is embedded")
    func fits() throws {
        _ = try prepared(reserving: 4).embedding([1, 2, 3, 4], in: PDFCorpus.plain)
    }

    @Test("a signature that does not fit is refused")
    func tooLarge() throws {
        let prepared = try prepared(reserving: 4)
        #expect(throws: PDFError(.placeholderTooSmall, "")) {
            _ = try prepared.embedding([1, 2, 3, 4, 5], in: PDFCorpus.plain)
        }
    }

    @Test("an empty signature is refused")
    func empty() throws {
        let prepared = try prepared(reserving: 4)
        #expect(throws: PDFError(.misuse, "")) { _ = try prepared.embedding([], in: PDFCorpus.plain) }
    }

    @Test("a document of another size is refused", arguments: [[], PDFCorpus.plain + [0x0A]])
    func otherDocument(_ document: [UInt8]) throws {
        let prepared = try prepared(reserving: 4)
        #expect(throws: PDFError(.misuse, "")) { _ = try prepared.embedding([1], in: document) }
        #expect(throws: PDFError(.misuse, "")) { _ = try prepared.digestInput(of: document) }
    }

    @Test("a stored one is taken up again")
    func restored() throws {
        let prepared = try prepared(reserving: 8)
        #expect(try restoring(prepared.appendix, prepared.contentsRange) == prepared)
    }

    @Test("a stored one with another gap is refused", arguments: [-2, -1, 1, 2])
    func shifted(_ shift: Int) throws {
        let prepared = try prepared(reserving: 8)
        let range = (prepared.contentsRange.lowerBound + shift)..<(prepared.contentsRange.upperBound + shift)
        #expect(throws: PDFError(.misuse, "")) { _ = try restoring(prepared.appendix, range) }
    }

    @Test("a stored one that is signed already is refused")
    func filled() throws {
        let prepared = try prepared(reserving: 8)
        let file = try prepared.embedding([1], in: PDFCorpus.plain)
        let appendix = Array(file[PDFCorpus.plain.count...])
        #expect(throws: PDFError(.misuse, "")) { _ = try restoring(appendix, prepared.contentsRange) }
    }

    @Test(
        "a range beyond what is appended is refused",
        arguments: [0..<4, 1..<900, Int.min..<0, 900..<Int.max, Int.max..<Int.max]
    )
    func beyond(_ range: Range<Int>) throws {
        for size in [0, 900, -1, Int.max, Int.min] {
            #expect(throws: PDFError(.misuse, "")) {
                _ = try PreparedSignature(restoring: [1, 2, 3], behind: size, contentsRange: range)
            }
        }
    }

    private func restoring(_ appendix: [UInt8], _ range: Range<Int>) throws(PDFError) -> PreparedSignature {
        try PreparedSignature(restoring: appendix, behind: PDFCorpus.plain.count, contentsRange: range)
    }

    @Test("look-alikes of a placeholder stay as they are")
    func lookAlikes() throws {
        let shape = try #require(PDFCorpus.shape("look-alikes of a placeholder"))
        var update = try PDFUpdate(of: PDFDocument(parsing: shape.bytes))
        var dictionary = Sample.dictionary
        dictionary["Reason"] = .text("/ByteRange [0 0000000000 0000000000 0000000000]/Contents <0000>")
        _ = try update.addSignature(SignaturePlacement(dictionary: dictionary))
        let prepared = try update.prepared()
        let file = shape.bytes + prepared.appendix
        let value = try #require(PDFDocument(parsing: file).signatureFields.first?.value)
        #expect(value.contentsRange == prepared.contentsRange && value.byteRange == prepared.byteRange)
    }

    @Test("two signatures follow one another, and the first stays as it was")
    func sequence() throws {
        let first = try prepared(reserving: 16)
        let once = try first.embedding([1, 2, 3], in: PDFCorpus.plain)
        var update = try PDFUpdate(of: PDFDocument(parsing: once))
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary, reservedBytes: 16))
        let twice = try update.prepared().embedding([4, 5, 6], in: once)
        #expect(twice.starts(with: once))
        let fields = try PDFDocument(parsing: twice).signatureFields
        #expect(fields.map(\.name) == ["Signature1", "Signature2"])
        #expect(fields[0].value?.byteRange == first.byteRange)
        #expect(fields[0].value?.coversFile(of: twice.count) == false)
        #expect(fields[1].value?.coversFile(of: twice.count) == true)
        #expect(try QPDF.check(twice).status == 0)
    }

    @Test(
        "a signature dictionary that brings its own ByteRange is refused",
        arguments: ["ByteRange", "Contents"] as [PDFName]
    )
    func ownEntries(_ key: PDFName) throws {
        var update = try PDFUpdate(of: PDFDocument(parsing: PDFCorpus.plain))
        var dictionary = Sample.dictionary
        dictionary[key] = .integer(1)
        #expect(throws: PDFError(.misuse, "")) {
            _ = try update.addSignature(SignaturePlacement(dictionary: dictionary))
        }
    }

    @Test("a second signature in one update is refused")
    func twice() throws {
        var update = try PDFUpdate(of: PDFDocument(parsing: PDFCorpus.plain))
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary))
        #expect(throws: PDFError(.misuse, "")) {
            _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary))
        }
    }

    private func prepared(reserving bytes: Int) throws -> PreparedSignature {
        var update = try PDFUpdate(of: PDFDocument(parsing: PDFCorpus.plain))
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary, reservedBytes: bytes))
        return try update.prepared(identifier: [1, 2, 3, 4])
    }
}
