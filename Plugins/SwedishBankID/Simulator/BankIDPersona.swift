/// A fictional person with a BankID.
public struct BankIDPersona: Sendable, Hashable {
    /// The personal number; of people who do not exist.
    public let personalNumber: String
    /// Given names.
    public let givenName: String
    /// Family name.
    public let surname: String

    /// Makes a person.
    public init(personalNumber: String, givenName: String, surname: String) {
        self.personalNumber = personalNumber
        self.givenName = givenName
        self.surname = surname
    }

    /// The full name.
    public var name: String { "\(givenName) \(surname)" }

    /// Astrid, who has everything.
    public static let astrid = BankIDPersona(
        personalNumber: "199001012385",
        givenName: "Astrid Maria",
        surname: "Sjöholm"
    )
    /// Björn, somebody else.
    public static let bjorn = BankIDPersona(personalNumber: "197506152391", givenName: "Björn", surname: "Ek")
    /// Chidi, who has a coordination number.
    public static let chidi = BankIDPersona(personalNumber: "198803712416", givenName: "Chidi", surname: "Okoye")
}
