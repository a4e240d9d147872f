import EIDJSON
import EIDMethod

extension ItsmeReading {
    /// A phone number in E.164: itsme writes a space behind the country code.
    static func phoneNumber(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        guard let text = try text(value) else { return nil }
        var number = Array(text.unicodeScalars).filter { !" .-()/".unicodeScalars.contains($0) }
        if number.starts(with: ["0", "0"]) { number = ["+"] + number.dropFirst(2) }
        let digits = number.dropFirst()
        // E.164 §6: at most fifteen digits, and no country code begins with zero.
        guard number.first == "+", (7...15).contains(digits.count), digits.allSatisfy(isDigit), digits.first != "0"
        else {
            throw .malformed
        }
        return ItsmeReading.string(number)
    }

    /// An e-mail address: one `@` with something on both sides.
    static func email(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        guard let text = try text(value) else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254,
            !text.unicodeScalars.contains(where: { $0.properties.isWhitespace })
        else { throw .malformed }
        return text
    }

    /// Whether the e-mail address was verified: itsme never does that, and always says `false`.
    ///
    /// A `true` would mean something that nobody has documented. It is unreadable, so that no client trusts an address for it
    /// and the operator's log tells that itsme has changed.
    static func emailVerification(_ value: JSONValue) throws(ItsmeUnreadable) -> Bool? {
        guard try truth(value) == false else { throw .malformed }
        return false
    }

    /// An address.
    ///
    /// itsme stopped sending its country in 2021. Only Belgian documents come with an address, so that it is in Belgium; the
    /// issuer of any other document would tell nothing about where the person lives.
    static func address(_ value: JSONValue, _ metadata: ItsmeMetadata) throws(ItsmeUnreadable) -> PostalAddress? {
        guard value.kind == .object else { throw .wrongType }
        var address = PostalAddress(
            formatted: part("formatted", of: value),
            streetAddress: part("street_address", of: value),
            postalCode: part("postal_code", of: value),
            locality: part("locality", of: value),
            country: part("country", of: value).flatMap { ItsmeCountry.alpha2($0) }
        )
        guard address != PostalAddress() else { return nil }
        if address.country == nil {
            let issuer = metadata.issuingCountry("address") ?? metadata.documentCountry
            address.country = issuer == "BEL" ? "BE" : nil
        }
        return address
    }

    /// The IP address of the phone.
    static func networkAddress(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        guard let text = try text(value) else { return nil }
        guard text.utf8.count <= 45, text.utf8.allSatisfy({ "0123456789abcdefABCDEF.:".utf8.contains($0) }) else {
            throw .malformed
        }
        return text
    }
}
