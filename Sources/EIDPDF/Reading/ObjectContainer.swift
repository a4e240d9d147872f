/// The contents of an object stream (ISO 32000-1 §7.5.7).
struct ObjectContainer {
    let data: [UInt8]
    /// The number and the place of each object, in order.
    let directory: [(number: Int, offset: Int)]
    private let limits: PDFLimits

    init(_ data: [UInt8], count: Int, first: Int, limits: PDFLimits) throws(PDFError) {
        guard count >= 0, first >= 0, first <= data.count, count <= limits.objects else {
            throw .malformed("an object stream has wrong numbers")
        }
        var scanner = PDFScanner(data, end: first)
        var directory: [(number: Int, offset: Int)] = []
        for _ in 0..<count {
            scanner.skipBlank()
            guard let number = scanner.takeWholeNumber() else { throw .malformed("an object stream is damaged") }
            scanner.skipBlank()
            guard let offset = scanner.takeWholeNumber(), offset <= data.count - first else {
                throw .malformed("an object stream is damaged")
            }
            // ISO 32000-1 §7.5.7; some readers cut each object off where the next one begins.
            guard directory.last.map({ $0.offset < first + offset }) ?? true else {
                throw .malformed("the objects of a stream are out of order")
            }
            directory.append((number, first + offset))
        }
        self.data = data
        self.directory = directory
        self.limits = limits
    }

    /// The object at an index, which must have that number, and what it cost to read.
    func object(_ number: Int, index: Int) throws(PDFError) -> (PDFObject, cost: Int, doubts: PDFDoubts) {
        guard index >= 0, index < directory.count, directory[index].number == number else {
            throw .malformed("an object is not where the cross-references say")
        }
        let offset = directory[index].offset
        var parser = PDFParser(data, at: offset, limits: limits)
        let object = try parser.object()
        guard index + 1 == directory.count || parser.scanner.position <= directory[index + 1].offset else {
            throw .malformed("objects overlap in their stream")
        }
        return (object, parser.scanner.position - offset, parser.doubts)
    }
}
