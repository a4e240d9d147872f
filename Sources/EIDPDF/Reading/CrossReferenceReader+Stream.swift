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
        part.hasUnclearName = object.doubts.contains(.names)
        try addEntries(rows, dictionary: stream.dictionary, at: offset, to: &part)
        return part
    }

    private func addEntries(
        _ rows: [UInt8],
        dictionary: PDFDictionary,
        at offset: Int,
        to part: inout Part
    ) throws(PDFError) {
        let widths = (dictionary["W"]?.array ?? []).compactMap(\.integer)
        guard widths.count == 3, dictionary["W"]?.array?.count == 3, widths.allSatisfy({ (0...8).contains($0) }),
            widths[1] > 0, widths[0] <= 4, let size = dictionary["Size"]?.integer, size >= 0
        else { throw .malformed("a cross-reference stream has wrong widths or no size", at: offset) }
        var reader = PDFScanner(rows)
        let most = min(limits.objects, bytes.count + 4_096)
        for (first, count) in try subsections(dictionary, size: size, at: offset) {
            guard count <= most - part.entries.count else { throw .tooLarge("the file has too many objects") }
            for index in 0..<count {
                let kind = widths[0] == 0 ? 1 : try field(&reader, widths[0])
                let second = try field(&reader, widths[1])
                let third = try field(&reader, widths[2])
                let entry: CrossReferences.Entry
                switch kind {
                case 0: entry = .free
                case 1 where second == 0:
                    entry = .free
                    part.hasPlaceZero = true
                case 1: entry = .offset(second, generation: third)
                case 2: entry = .compressed(container: second, index: third)
                // The standard has them mean null; some readers give up instead, and search the file for objects.
                default: throw .malformed("a cross-reference is of an unknown kind", at: offset)
                }
                part.entries.append((first + index, entry))
            }
        }
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
