extension PDFObjectReader {
    private static let hidden = 2
    /// Less than this, some viewers take for nothing, and draw what there is in its own size.
    private static let leastEdge = 0.01

    /// Whether an annotation is shown by no viewer: hidden, by flags that every reader can hold.
    mutating func isHidden(_ annotation: PDFDictionary) throws(PDFError) -> Bool {
        guard let flags = try value("F", of: annotation)?.integer, (0...Int(Int32.max)).contains(flags) else {
            return false
        }
        return flags & Self.hidden != 0
    }

    /// Whether a widget shows what it shows within its rectangle, or nothing.
    ///
    /// Viewers scale what lies in the bounding box into the rectangle, and cut off the rest (ISO 32000-2 §12.5.5). Where
    /// either has no extent, or none can be read, some draw everything, up to the whole page.
    mutating func isConfined(_ widget: PDFDictionary) throws(PDFError) -> Bool {
        if let flags = try value("F", of: widget) {
            guard let flags = flags.integer, (0...Int(Int32.max)).contains(flags) else { return false }
        }
        guard let looks = try value("AP", of: widget) else { return true }
        if try isBlank(widget) { return true }
        // What a field has that is none itself, its widgets may inherit to some readers.
        guard try value("Subtype", of: widget)?.name == "Widget" else { return try isBounded(looks) }
        guard let entry = widget["Rect"], let box = try PDFRectangle(resolve(entry), &self),
            min(box.width, box.height) >= Self.leastEdge
        else { return false }
        return try isBounded(looks)
    }

    /// Whether viewers draw anything for the widget of an empty field, beside a mark of their own where one may sign.
    ///
    /// What cannot be read may show anything.
    mutating func showsSomething(_ widget: PDFDictionary) throws(PDFError) -> Bool {
        do throws(PDFError) {
            if try isHidden(widget) { return false }
            guard try isUnadorned(widget) else { return true }
            return try !isBlank(widget)
        } catch {
            guard error.code != .tooLarge else { throw error }
            return true
        }
    }

    /// Whether a widget has no border, background or caption, which viewers draw by themselves (ISO 32000-2 table 192).
    mutating func isUnadorned(_ widget: PDFDictionary) throws(PDFError) -> Bool {
        guard let look = try value("MK", of: widget) else { return true }
        return look.dictionary?.entries.allSatisfy { $0.key == "R" } ?? false
    }

    /// Whether a widget has no appearance, or one without any content.
    mutating func isBlank(_ widget: PDFDictionary) throws(PDFError) -> Bool {
        guard let looks = try value("AP", of: widget) else { return true }
        guard let looks = looks.plainDictionary, looks.entries.allSatisfy({ $0.key == "N" }),
            let stream = try value("N", of: looks)?.stream
        else { return false }
        let data: ArraySlice<UInt8> =
            switch stream.contents {
            case .bytes(let bytes): bytes[...]
            case .inFile(let range): bytes[range]
            }
        // Acrobat writes a comment.
        if stream.dictionary["Filter"] == nil, data.elementsEqual("% DSBlank\n".utf8) { return true }
        // Compressed, nothing takes eight bytes; in these, there is no room for anything else.
        guard data.count <= 8 else { return false }
        let decoding = try? StreamDecoding(stream.dictionary) { object throws(PDFError) in try self.resolve(object) }
        return (try? decoding?.decode(data, limit: 8))?.isEmpty ?? false
    }

    /// Whether everything that an appearance has to draw has a bounding box with an extent.
    mutating func isBounded(_ appearance: PDFObject) throws(PDFError) -> Bool {
        var pending = [(appearance, level: 0)]
        while let (object, level) = pending.popLast() {
            switch try resolve(object) {
            // Some readers take a stream in the place of the appearances for their dictionary.
            case .stream(let stream): guard level > 0, Self.hasBounds(stream.dictionary) else { return false }
            // An appearance per state of the pointer, and in each one per state of the field.
            case .dictionary(let looks):
                guard level < 2, !looks.hasDuplicateKeys, looks.entries.count <= 1_000 else { return false }
                pending += looks.entries.map { ($0.value, level + 1) }
            case .null: break
            default: return false
            }
        }
        return true
    }

    private static func hasBounds(_ form: PDFDictionary) -> Bool {
        func numbers(_ key: PDFName, _ count: Int) -> [Double]? {
            guard let array = form[key]?.array, array.count == count else { return nil }
            let numbers = array.compactMap(\.number).filter { abs($0) <= 1e6 }
            return numbers.count == count ? numbers : nil
        }
        // Readers calculate with 32 bits at least: nothing that is visible gets lost in these.
        guard let box = numbers("BBox", 4), abs(box[2] - box[0]) >= 0.001, abs(box[3] - box[1]) >= 0.001 else {
            return false
        }
        guard form["Matrix"] != nil else { return true }
        guard let matrix = numbers("Matrix", 6) else { return false }
        return abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) >= 0.000_001
    }
}
