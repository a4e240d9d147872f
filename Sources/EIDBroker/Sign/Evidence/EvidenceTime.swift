import EIDSignature
import FoundationEssentials

/// Times in evidence and in answers to clients: RFC 3339, UTC, whole seconds, `2026-11-27T16:40:00Z`.
enum EvidenceTime {
    static func text(_ date: Date) -> String {
        let digits = Array(DERTime.text(date).utf8)
        var text: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            switch index {
            case 4, 6: text.append(UInt8(ascii: "-"))
            case 8: text.append(UInt8(ascii: "T"))
            case 10, 12: text.append(UInt8(ascii: ":"))
            default: break
            }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func date(_ text: String) -> Date? {
        guard text.utf8.count == 20, let date = DERTime.read(text.filter { !"-:T".contains($0) }, isShort: false),
            Self.text(date) == text
        else { return nil }
        return date
    }

    /// The date without what evidence does not keep.
    static func whole(_ date: Date) -> Date { Self.date(text(date)) ?? date }
}
