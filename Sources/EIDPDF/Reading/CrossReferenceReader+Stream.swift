extension CrossReferenceReader {
    /// Reads a cross-reference stream (ISO 32000-1 §7.5.8).
    func readStream(at offset: Int) throws(PDFError) -> Part {
        func direct(_ object: PDFObject) throws(PDFError) -> PDFObject {
            guard object.reference == nil else {
                throw .malformed("a cross-reference stream refers to other objects", at: offset)
            }
            return object
        }
        let object = try PDFIndirectObject(in: bytes, at: offset, limits: limits) { length throws(PDFError) in
            guard let length = try direct(length).integer else { throw .malformed("a length is no number", at: offset) }
            return length
        }
        guard case .stream(let stream) = object.value, case .inFile(let range) = stream.contents,
            stream.dictionary["Type"]?.name == "XRef"
        else { throw .malformed("no cross-references stand where the file says", at: offset) }
        let decoding = try StreamDecoding(stream.dictionary, resolve: direct)
        let rows = try decoding.decode(bytes[range], limit: limits.inflatedStream)
        var part = Part(trailer: stream.dictionary, form: .stream)
        part.entries = try entries(rows, dictionary: stream.dictionary, at: offset)
        return part
    }

    private func entries(
        _ rows: [UInt8],
        dictionary: PDFDictionary,
        at offset: Int
    ) throws(PDFError) -> [(Int, CrossReferences.Entry)] {
        let widths = (dictionary["W"]?.array ?? []).compactMap(\.integer)
        guard widths.count == 3, dictionary["W"]?.array?.count == 3, widths.allSatisfy({ (0...8).contains($0) }),
            widths[1] > 0, let size = dictionary["Size"]?.integer, size >= 0
        else { throw .malformed("a cross-reference stream has wrong widths or no size", at: offset) }
        var result: [(Int, CrossReferences.Entry)] = []
        var reader = PDFScanner(rows)
        let most = min(limits.objects, bytes.count + 4_096)
        for (first, count) in try subsections(dictionary, size: size, at: offset) {
            guard count <= most - result.count else { throw .tooLarge("the file has too many objects") }
            for index in 0..<count {
                let kind = widths[0] == 0 ? 1 : try field(&reader, widths[0])
                let second = try field(&reader, widths[1])
                let third = try field(&reader, widths[2])
                switch kind {
                case 0: result.append((first + index, .free))
                case 1 where second > 0: result.append((first + index, .offset(second, generation: third)))
                case 2: result.append((first + index, .compressed(container: second, index: third)))
                // "Any other value shall be interpreted as a reference to the null object".
                default: result.append((first + index, .free))
                }
            }
        }
        return result
    }

    private func subsections(
        _ dictionary: PDFDictionary,
        size: Int,
        at offset: Int
    ) throws(PDFError) -> [(Int, Int)] {
        guard let index = dictionary["Index"] else { return [(0, size)] }
        let numbers = (index.array ?? []).compactMap(\.integer)
        guard let count = index.array?.count, count == numbers.count, count % 2 == 0 else {
            throw .malformed("the index of a cross-reference stream is damaged", at: offset)
        }
        var result: [(Int, Int)] = []
        for pair in stride(from: 0, to: count, by: 2) {
            // Beyond four million or so, some readers give up and search the file for objects.
            guard numbers[pair] >= 0, numbers[pair] <= limits.objects * 3, numbers[pair + 1] >= 0 else {
                throw .malformed("the index of a cross-reference stream is damaged", at: offset)
            }
            result.append((numbers[pair], numbers[pair + 1]))
        }
        return result
    }

    private func field(_ reader: inout PDFScanner, _ width: Int) throws(PDFError) -> Int {
        var value: UInt64 = 0
        for _ in 0..<width {
            guard let byte = reader.next() else { throw .malformed("a cross-reference stream is too short") }
            value = value << 8 | UInt64(byte)
        }
        guard let result = Int(exactly: value) else { throw .malformed("a cross-reference is out of range") }
        return result
    }
}
