/// A fictional person with Smart-ID.
public struct SmartIDPersona: Sendable, Hashable {
    /// Two capital letters.
    public let country: String
    /// The national number as certificates write it; of people who do not exist.
    public let number: String
    /// Given names.
    public let givenName: String
    /// Family name.
    public let surname: String
    /// The day of birth as eight digits, for certificates that name it.
    public let birthdate: String?
    /// Whether their certificates are qualified.
    public let isQualified: Bool

    /// Makes a person.
    public init(
        country: String,
        number: String,
        givenName: String,
        surname: String,
        birthdate: String? = nil,
        isQualified: Bool = true
    ) {
        self.country = country
        self.number = number
        self.givenName = givenName
        self.surname = surname
        self.birthdate = birthdate
        self.isQualified = isQualified
    }

    /// The number as it stands in certificates and addresses.
    public var identifier: String { "PNO\(country)-\(number)" }
    /// The account.
    public var documentNumber: String { "\(identifier)-MOCK-\(isQualified ? "Q" : "NQ")" }

    /// Kadri from Estonia, who has everything.
    public static let kadri = SmartIDPersona(
        country: "EE",
        number: "48801126018",
        givenName: "Kadri Liis",
        surname: "Mägi"
    )
    /// Jānis from Latvia, whose number tells no day of birth, but whose certificate does.
    public static let janis = SmartIDPersona(
        country: "LV",
        number: "329042-12345",
        givenName: "Jānis",
        surname: "Ozols",
        birthdate: "19790704"
    )
    /// Rūta from Lithuania.
    public static let ruta = SmartIDPersona(
        country: "LT",
        number: "60105171238",
        givenName: "Rūta",
        surname: "Žukauskaitė"
    )
    /// Marie from Belgium.
    public static let marie = SmartIDPersona(
        country: "BE",
        number: "79082712207",
        givenName: "Marie Claire",
        surname: "Dubois"
    )
    /// Peeter from Estonia, whose certificates are not qualified.
    public static let peeter = SmartIDPersona(
        country: "EE",
        number: "37502205213",
        givenName: "Peeter",
        surname: "Saar",
        isQualified: false
    )

    /// All of them.
    public static let all = [kadri, janis, ruta, marie, peeter]
}
