import EIDJSON
import EIDMethod

extension ItsmeReading {
    /// A document number without separators, which itsme's pages write in both ways.
    static func documentNumber(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        guard let text = try text(value) else { return nil }
        return try compact(text, length: 3...30)
    }

    /// The number of a Belgian eID card: twelve digits that check themselves, or `B` and nine digits.
    static func eidCardNumber(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        guard let number = try documentNumber(value) else { return nil }
        guard number.utf8.count == 12, let digits = Int(number) else { return number }
        let check = digits % 100
        // A remainder of zero is written as 97 on some cards and as 00 on others.
        guard digits / 100 % 97 == check % 97, check <= 97 else { throw .checkDigits }
        return number
    }

    /// `identity_card` or `passport`, by the first letter of the ICAO 9303 document code.
    static func documentType(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        guard let text = try text(value)?.uppercased() else { return nil }
        guard text.utf8.count <= 2 else { throw .malformed }
        // ICAO 9303 part 5: A, C and I are the codes of identity cards and residence permits.
        switch text.utf8.first {
        case UInt8(ascii: "I"), UInt8(ascii: "A"), UInt8(ascii: "C"): return "identity_card"
        case UInt8(ascii: "P"): return "passport"
        default: throw .malformed
        }
    }

    /// The country that issued the document, from an object of claim names.
    static func issuingCountry(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        let entries = try entries(of: value).map(\.text)
        guard let first = entries.first else { return nil }
        guard let country = ItsmeCountry.alpha3(first) else { throw .malformed }
        return country
    }

    /// The first or last day of validity, from an object of claim names.
    static func validity(_ value: JSONValue) throws(ItsmeUnreadable) -> CalendarDate? {
        guard let entry = try entries(of: value).first else { return nil }
        guard let time = ItsmeDateTime(entry.text) else { throw .malformed }
        return time.day
    }

    /// The day on which the document was last read, from an object of claim names.
    static func verification(_ value: JSONValue) throws(ItsmeUnreadable) -> CalendarDate? {
        let entries = try entries(of: value)
        let times = entries.compactMap { ItsmeDateTime($0.text) }
        guard let latest = times.max(by: { $0.date < $1.date }) else {
            if entries.isEmpty { return nil }
            throw .malformed
        }
        return latest.day
    }

    /// Where the document was issued, from an object of claim names.
    static func issuanceLocality(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        try entries(of: value).first?.text
    }

    /// The entries of a metadata object that are texts, those of the document itself first.
    private static func entries(of value: JSONValue) throws(ItsmeUnreadable) -> [(claim: String, text: String)] {
        guard let members = value.members else { throw .wrongType }
        var entries: [(claim: String, text: String)] = []
        for member in members {
            guard let text = member.value.string else { throw .wrongType }
            if let text = try line(text) { entries.append((member.name, text)) }
        }
        let preferred = [ItsmeClaim.documentNumber, ItsmeClaim.eidCardNumber, "name"]
        return preferred.compactMap { claim in entries.first { $0.claim.sameBytes(as: claim) } }
            + entries.filter { entry in !preferred.contains { $0.sameBytes(as: entry.claim) } }
    }
}
