import FoundationEssentials

/// Dates of PDF (ISO 32000-1 §7.9.4): `D:20261231235959+01'00'`, with everything behind the year optional.
enum PDFDate {
    static func read(_ bytes: [UInt8]) -> Date? {
        var rest = ArraySlice(bytes)
        if rest.starts(with: Array("D:".utf8)) { rest = rest.dropFirst(2) }
        func digits(_ count: Int) -> String? {
            let part = rest.prefix(count)
            guard part.count == count, part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            rest = rest.dropFirst(count)
            return String(decoding: part, as: UTF8.self)
        }
        guard let year = digits(4) else { return nil }
        var text = year
        for fallback in ["01", "01", "00", "00", "00"] { text += digits(2) ?? fallback }
        guard let date = DERTime.read(text + "Z", isShort: false) else { return nil }
        guard let sign = rest.first, sign != UInt8(ascii: "Z") else { return date }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        rest = rest.dropFirst()
        guard let hours = digits(2).flatMap({ Int($0) }), hours < 24 else { return nil }
        if rest.first == UInt8(ascii: "'") { rest = rest.dropFirst() }
        let minutes = digits(2).flatMap { Int($0) } ?? 0
        guard minutes < 60 else { return nil }
        let offset = Double(hours * 3600 + minutes * 60)
        // A local time east of Greenwich is later than the same moment there.
        return date - (sign == UInt8(ascii: "+") ? offset : -offset)
    }
}
