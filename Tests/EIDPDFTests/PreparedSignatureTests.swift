import EIDPDF
import PDFCorpus
import Testing

/// The gap of a signature, to the byte.
@Suite struct PreparedSignatureTests {
    @Test("the hashed parts are all bytes but the gap, and the gap is the hexadecimal string")
    func parts() throws {
        let prepared = try prepared(reserving: 32)
        let (first, second) = (prepared.digestInput[0], prepared.digestInput[1])
        #expect(first.lowerBound == 0 && second.upperBound == prepared.bytes.count)
        let gap = Array(prepared.bytes[first.upperBound..<second.lowerBound])
        #expect(gap == Array("<\(String(repeating: "0", count: 64))>".utf8))
        #expect(prepared.byteRange == [0, first.upperBound, second.lowerBound, second.count])
        #expect(prepared.reservedBytes == 32)
    }

    @Test("embedding changes nothing but the gap")
    func embedding() throws {
        let prepared = try prepared(reserving: 4)
        let file = try prepared.embedding([0xAB, 0xCD, 0xEF])
        for range in prepared.digestInput { #expect(file[range] == prepared.bytes[range]) }
        #expect(Array(file[prepared.contentsRange]) == Array("<ABCDEF00>".utf8))
    }

    @Test("a signature that just fits is embedded")
    func fits() throws {
        _ = try prepared(reserving: 4).embedding([1, 2, 3, 4])
    }

    @Test("a signature that does not fit is refused")
    func tooLarge() throws {
        let prepared = try prepared(reserving: 4)
        #expect(throws: PDFError(.placeholderTooSmall, "")) { _ = try prepared.embedding([1, 2, 3, 4, 5]) }
    }

    @Test("an empty signature is refused")
    func empty() throws {
        let prepared = try prepared(reserving: 4)
        #expect(throws: PDFError(.misuse, "")) { _ = try prepared.embedding([]) }
    }

    @Test("a stored file is taken up again")
    func restored() throws {
        let prepared = try prepared(reserving: 8)
        #expect(try PreparedSignature(restoring: prepared.bytes, contentsRange: prepared.contentsRange) == prepared)
    }

    @Test("a stored file with another gap is refused", arguments: [-2, -1, 1, 2])
    func shifted(_ shift: Int) throws {
        let prepared = try prepared(reserving: 8)
        let range = (prepared.contentsRange.lowerBound + shift)..<(prepared.contentsRange.upperBound + shift)
        #expect(throws: PDFError(.misuse, "")) {
            _ = try PreparedSignature(restoring: prepared.bytes, contentsRange: range)
        }
    }

    @Test("a stored file that is signed already is refused")
    func filled() throws {
        let prepared = try prepared(reserving: 8)
        let file = try prepared.embedding([1])
        #expect(throws: PDFError(.misuse, "")) {
            _ = try PreparedSignature(restoring: file, contentsRange: prepared.contentsRange)
        }
    }

    @Test("a range beyond the file is refused")
    func beyond() throws {
        #expect(throws: PDFError(.misuse, "")) {
            _ = try PreparedSignature(restoring: [1, 2, 3], contentsRange: 1..<900)
        }
    }

    @Test("look-alikes of a placeholder stay as they are")
    func lookAlikes() throws {
        let shape = try #require(PDFCorpus.shape("look-alikes of a placeholder"))
        var update = try PDFUpdate(of: PDFDocument(parsing: shape.bytes))
        var dictionary = Sample.dictionary
        dictionary["Reason"] = .text("/ByteRange [0 0000000000 0000000000 0000000000]/Contents <0000>")
        _ = try update.addSignature(SignaturePlacement(dictionary: dictionary))
        let prepared = try update.prepared()
        #expect(prepared.bytes.starts(with: shape.bytes))
        let value = try #require(PDFDocument(parsing: prepared.bytes).signatureFields.first?.value)
        #expect(value.contentsRange == prepared.contentsRange && value.byteRange == prepared.byteRange)
    }

    @Test("two signatures follow one another, and the first stays as it was")
    func sequence() throws {
        let first = try prepared(reserving: 16)
        let once = try first.embedding([1, 2, 3])
        var update = try PDFUpdate(of: PDFDocument(parsing: once))
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary, reservedBytes: 16))
        let twice = try update.prepared().embedding([4, 5, 6])
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
