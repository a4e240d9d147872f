extension PDFObjectReader {
    private static let hidden = 2

    /// Whether viewers draw anything for the widget of an empty field, beside a mark of their own where one may sign.
    ///
    /// What cannot be read may show anything.
    mutating func showsSomething(_ widget: PDFDictionary) throws(PDFError) -> Bool {
        do throws(PDFError) {
            if let flags = try value("F", of: widget)?.integer, flags & Self.hidden != 0 { return false }
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
        // Compressed, nothing takes eight bytes; in these, there is no room for anything else.
        guard data.count <= 8 else { return false }
        let decoding = try? StreamDecoding(stream.dictionary) { object throws(PDFError) in try self.resolve(object) }
        return (try? decoding?.decode(data, limit: 8))?.isEmpty ?? false
    }
}
