/// Writes an update behind the document (ISO 32000-1 §7.5.6), with cross-references of the document's own kind.
struct PDFUpdateWriter {
    private let update: PDFUpdate
    private let identifier: [UInt8]
    private var writer: PDFWriter
    private var offsets: [(number: Int, generation: Int, offset: Int)] = []
    private var byteRange: Range<Int>?
    private var contents: Range<Int>?

    init(_ update: PDFUpdate, identifier: [UInt8]?) {
        self.update = update
        if let identifier {
            self.identifier = identifier
        } else {
            var random = SystemRandomNumberGenerator()
            self.identifier = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        writer = PDFWriter(behind: update.document.bytes.count)
    }

    /// What stands behind the document, which is not copied.
    consuming func finished() throws(PDFError) -> PDFAppendix {
        let reserved = update.slot.map { $0.reservedBytes * 2 } ?? 0
        writer.reserve(reserved + 16_384)
        if update.document.bytes.last.map({ $0 != 0x0A && $0 != 0x0D }) ?? false { writer.write("\n") }
        for (number, change) in update.changes.sorted(by: { $0.key < $1.key }) {
            offsets.append((number, change.generation, writer.position))
            writer.write("\(number) \(change.generation) obj\n")
            if let slot = update.slot, slot.valueReference.number == number {
                try writeSignature(change.object, slot)
            } else {
                try writer.write(change.object) { stream throws(PDFError) in
                    try update.document.encodedBytes(of: stream)
                }
            }
            writer.write("\nendobj\n")
        }
        switch update.document.references.form {
        case .table: try writeTable()
        case .stream: try writeStream()
        }
        if let contents, let byteRange {
            let rest = writer.position - contents.upperBound
            writer.overwrite(byteRange, with: "\(contents.lowerBound) \(contents.upperBound) \(rest)")
        }
        return PDFAppendix(bytes: writer.bytes, contentsRange: contents)
    }

    /// The signature dictionary, with room for what is known only later.
    ///
    /// The places are remembered, never searched for: documents may contain look-alikes.
    private mutating func writeSignature(_ object: PDFObject, _ slot: SignatureSlot) throws(PDFError) {
        writer.write("<<")
        for entry in object.dictionary?.entries ?? [] {
            writer.write(name: entry.key)
            writer.write(" ")
            try writer.write(entry.value) { _ throws(PDFError) in
                throw PDFError(.misuse, "a signature dictionary holds no streams")
            }
        }
        writer.write("/ByteRange [0 ")
        let numbers = writer.position
        writer.write("0000000000 0000000000 0000000000")
        byteRange = numbers..<writer.position
        writer.write("]/Contents ")
        let start = writer.position
        writer.write("<")
        writer.write([UInt8](repeating: UInt8(ascii: "0"), count: slot.reservedBytes * 2))
        writer.write(">")
        contents = start..<writer.position
        writer.write(">>")
    }

    private mutating func writeTable() throws(PDFError) {
        let start = writer.position
        writer.write("xref\n")
        for run in runs(offsets) {
            writer.write("\(run[0].number) \(run.count)\n")
            for entry in run {
                writer.write(
                    "\(PDFWriter.padded(entry.offset, to: 10)) \(PDFWriter.padded(entry.generation, to: 5)) n\r\n"
                )
            }
        }
        if offsets.isEmpty { writer.write("0 0\n") }
        writer.write("trailer\n")
        try writer.write(.dictionary(try trailer(size: update.size))) { _ throws(PDFError) in [] }
        writer.write("\nstartxref\n\(start)\n%%EOF\n")
    }

    private mutating func writeStream() throws(PDFError) {
        let start = writer.position
        let number = update.nextNumber
        offsets.append((number, 0, start))
        // Offsets need as many bytes as the largest of them.
        let width = max(1, (Int.bitWidth - start.leadingZeroBitCount + 7) / 8)
        var rows: [UInt8] = []
        for entry in offsets {
            rows.append(1)
            for place in stride(from: width - 1, through: 0, by: -1) {
                rows.append(UInt8(truncatingIfNeeded: entry.offset >> (place * 8)))
            }
            rows.append(UInt8(truncatingIfNeeded: entry.generation >> 8))
            rows.append(UInt8(truncatingIfNeeded: entry.generation))
        }
        var dictionary = try trailer(size: number + 1)
        dictionary["Type"] = .name("XRef")
        dictionary["W"] = .array([.integer(1), .integer(width), .integer(2)])
        dictionary["Index"] = .array(runs(offsets).flatMap { [.integer($0[0].number), .integer($0.count)] })
        writer.write("\(number) 0 obj\n")
        try writer.write(.stream(PDFStream(dictionary, bytes: rows))) { _ throws(PDFError) in rows }
        writer.write("\nendobj\nstartxref\n\(start)\n%%EOF\n")
    }

    /// Entries with consecutive numbers, together.
    private func runs(
        _ entries: [(number: Int, generation: Int, offset: Int)]
    ) -> [[(number: Int, generation: Int, offset: Int)]] {
        var result: [[(number: Int, generation: Int, offset: Int)]] = []
        for entry in entries {
            if let last = result.last?.last, last.number + 1 == entry.number {
                result[result.count - 1].append(entry)
            } else {
                result.append([entry])
            }
        }
        return result
    }

    private func trailer(size: Int) throws(PDFError) -> PDFDictionary {
        let old = update.document.references.trailer
        var result: PDFDictionary = [
            "Size": .integer(size), "Root": .reference(update.document.catalogueReference),
            "Prev": .integer(update.document.references.start),
        ]
        result["Info"] = old["Info"]
        var reader = update.document.reader()
        let identifiers = try reader.value("ID", of: old)?.array
        let first = try identifiers?.first.flatMap { object throws(PDFError) in try reader.resolve(object).string }
        result["ID"] = .array([.string(first ?? identifier), .string(identifier)])
        return result
    }
}
