import EIDJSON
import EIDMethod

extension ItsmeReading {
    /// `female`, `male` or `other`; itsme's `unknown` and `n/a` say nothing.
    static func gender(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        guard let text = try text(value)?.lowercased() else { return nil }
        switch text {
        case "female", "male", "other": return text
        case "f", "v", "w": return "female"
        case "m": return "male"
        case "x": return "other"
        case "unknown", "n/a": return nil
        default: throw .malformed
        }
    }

    /// A date of birth in ISO 8601, complete or only a year.
    static func birthdate(_ value: JSONValue) throws(ItsmeUnreadable) -> CalendarDate? {
        guard let text = try text(value) else { return nil }
        guard let date = CalendarDate(iso: text) else { throw .malformed }
        return date
    }

    /// A date of birth as a Belgian document prints it; what cannot be read stays available as printed.
    static func printedBirthdate(_ value: JSONValue) throws(ItsmeUnreadable) -> CalendarDate? {
        guard let text = try text(value) else { return nil }
        guard let date = PrintedDate.read(text) else { throw .malformed }
        return date
    }

    /// A language tag in lower case (BCP 47 compares without case).
    static func locale(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        guard let text = try text(value)?.lowercased() else { return nil }
        let parts = text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "-" || $0 == "_" })
        guard let language = parts.first, (2...3).contains(language.utf8.count), parts.count <= 3,
            parts.allSatisfy({ part in
                (2...8).contains(part.utf8.count)
                    && part.utf8.allSatisfy { byte in
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    }
            })
        else { throw .malformed }
        return parts.joined(separator: "-")
    }

    /// A country code in alpha-3.
    static func country(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        guard let text = try text(value) else { return nil }
        guard let code = ItsmeCountry.alpha3(text) else { throw .malformed }
        return code
    }

    /// A place of birth: an object, or the plain text that one of itsme's pages describes.
    static func place(_ value: JSONValue) throws(ItsmeUnreadable) -> Place? {
        if value.kind == .string { return try text(value).map { Place(formatted: $0) } }
        guard value.kind == .object else { throw .wrongType }
        let place = Place(
            formatted: part("formatted", of: value),
            locality: part("city", of: value),
            country: part("country", of: value)
        )
        return place == Place() ? nil : place
    }

    /// A portrait in line; the type comes from its bytes, not from the label.
    static func photo(_ value: JSONValue) throws(ItsmeUnreadable) -> Image? {
        guard value.kind == .object else { throw .wrongType }
        guard let encoded = value["value"] else { return nil }
        guard let text = encoded.string else { throw .wrongType }
        guard !text.isEmpty else { return nil }
        guard let image = ItsmePicture.image(base64: text) else { throw .malformed }
        return image
    }

    /// A member that is a text; one of another type is as good as missing.
    static func part(_ name: String, of object: JSONValue) -> String? {
        object[name]?.string.flatMap { try? line($0) }
    }
}
