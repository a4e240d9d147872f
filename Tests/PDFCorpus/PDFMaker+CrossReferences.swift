extension PDFMaker {
    /// Ends a revision with a table, and gives the file.
    mutating func finishedWithTable(
        _ trailer: String = "",
        root: Int = 1,
        entryEnd: String = " \n",
        size: Int? = nil,
        end: String = "%%EOF\n"
    ) -> [UInt8] {
        table(trailer, root: root, entryEnd: entryEnd, size: size)
        write(end)
        return bytes
    }

    /// Writes table, trailer and `startxref`.
    mutating func table(_ trailer: String = "", root: Int = 1, entryEnd: String = " \n", size: Int? = nil) {
        let start = bytes.count
        write("xref\(newline)")
        if previous == nil { entries[0] = .free }
        for run in runs() {
            write("\(run[0]) \(run.count)\(newline)")
            for number in run { write(row(number) + entryEnd) }
        }
        let chain = previous.map { "/Prev \($0)" } ?? ""
        write("trailer\(newline)<</Size \(size ?? highest + 1)/Root \(root) 0 R\(chain)\(trailer)>>\(newline)")
        write("startxref\(newline)\(start)\(newline)")
        next(start)
    }

    private func row(_ number: Int) -> String {
        switch entries[number] {
        case .plain(let offset, let generation): "\(Self.digits(offset, 10)) \(Self.digits(generation, 5)) n"
        case .free where number == 0: "0000000000 65535 f"
        default: "0000000000 00001 f"
        }
    }

    /// Ends a revision with a cross-reference stream, and gives the file.
    mutating func finishedWithStream(_ trailer: String = "", style: StreamStyle = StreamStyle()) -> [UInt8] {
        crossReferenceStream(trailer, style: style)
        write("%%EOF\n")
        return bytes
    }

    /// How a cross-reference stream is written.
    struct StreamStyle {
        var isFlate = true
        var hasPredictor = false
        var omitsType = false
        /// Lacks the end of the compressed data, as after flushing.
        var isFlushed = false
        /// Lacks one byte more.
        var isCut = false
        var filter: String?
    }

    /// Writes a cross-reference stream as the next object, and `startxref`.
    mutating func crossReferenceStream(_ trailer: String = "", style: StreamStyle = StreamStyle()) {
        let start = bytes.count
        let number = highest + 1
        highest = number
        if previous == nil { entries[0] = .free }
        entries[number] = .plain(start, generation: 0)
        let widths = [style.omitsType ? 0 : 1, 4, 2]
        var rows: [[UInt8]] = []
        for run in runs() {
            for number in run { rows.append(streamRow(number, omitsType: style.omitsType)) }
        }
        var data = rows.flatMap { $0 }
        var parameters = ""
        if style.hasPredictor {
            data = Flate.upFiltered(rows)
            parameters = "/DecodeParms<</Predictor 12/Columns \(widths.reduce(0, +))>>"
        }
        if style.isFlate { data = style.isFlushed ? Flate.flushed(data) : Flate.deflate(data) }
        if style.isCut { data.removeLast() }
        let filter = style.filter ?? (style.isFlate ? "/Filter/FlateDecode" : "")
        let index = runs().map { "\($0[0]) \($0.count)" }.joined(separator: " ")
        let chain = previous.map { "/Prev \($0)" } ?? ""
        stream(
            number,
            "/Type/XRef/Size \(number + 1)/Root 1 0 R/W[\(widths[0]) \(widths[1]) \(widths[2])]/Index[\(index)]\(filter)\(parameters)\(chain)\(trailer)",
            data
        )
        write("startxref\n\(start)\n")
        next(start)
    }

    private func streamRow(_ number: Int, omitsType: Bool) -> [UInt8] {
        let fields: (UInt8, Int, Int) =
            switch entries[number] {
            case .plain(let offset, let generation): (1, offset, generation)
            case .compressed(let container, let index): (2, container, index)
            default: (0, 0, 65_535)
            }
        let place = (0..<4).map { UInt8(truncatingIfNeeded: fields.1 >> (24 - $0 * 8)) }
        let third = [UInt8(truncatingIfNeeded: fields.2 >> 8), UInt8(truncatingIfNeeded: fields.2)]
        return (omitsType ? [] : [fields.0]) + place + third
    }

    /// Begins the next revision.
    mutating func next(_ start: Int) {
        previous = start
        entries = [:]
    }

    /// The numbers of the revision in runs.
    func runs() -> [[Int]] {
        var result: [[Int]] = []
        for number in entries.keys.sorted() {
            if let last = result.last?.last, last + 1 == number {
                result[result.count - 1].append(number)
            } else {
                result.append([number])
            }
        }
        return result
    }

    static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
