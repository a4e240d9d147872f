import EIDMethod

/// Who is meant: a person, or one of their accounts, as a client's hint or an earlier verification names them.
struct SmartIDAddressee: Codable, Sendable, Hashable {
    let person: SemanticsIdentifier
    /// The account, such as `PNOEE-40404040009-MOCK-Q`; `nil` leaves the choice to Smart-ID.
    let documentNumber: String?

    /// Names a person.
    init(_ person: SemanticsIdentifier, documentNumber: String? = nil) {
        self.person = person
        self.documentNumber = documentNumber
    }

    /// Reads an identifier, or an account: an identifier, four letters or digits, and the kind of its certificates.
    init?(_ text: String) {
        if let person = SemanticsIdentifier(text) {
            self.init(person)
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count <= 48, parts.count >= 4, let kind = parts.last, kind == "Q" || kind == "NQ",
            parts[parts.count - 2].utf8.count == 4, parts[parts.count - 2].utf8.allSatisfy(\.isCapital),
            let person = SemanticsIdentifier(parts.dropLast(2).joined(separator: "-"))
        else { return nil }
        self.init(person, documentNumber: text)
    }

    /// The forms of hints that name people of a country, or accounts under their national numbers.
    static func forms(of country: SmartIDCountry) -> [LoginHintForm] {
        let people = SemanticsIdentifier.forms(of: country)
        let kind = SemanticsIdentifier.Kind.nationalNumber.rawValue
        let numbers = people.filter { $0.parts.first == .text("\(kind)\(country.rawValue)-") }
        let capitals = LoginHintForm.digits + LoginHintForm.letters.uppercased().prefix(26)
        let accounts = numbers.flatMap { form in
            ["-Q", "-NQ"].map {
                LoginHintForm(form.parts + [.text("-"), .any(of: String(capitals), 4...4), .text($0)])
            }
        }
        return people + accounts
    }

    /// The end of the address of what is asked of them.
    var path: String { documentNumber.map { "document/\($0)" } ?? "etsi/\(person.text)" }
}

extension UInt8 {
    /// Whether it is a capital letter or a digit in ASCII.
    fileprivate var isCapital: Bool { isDigit || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
}
