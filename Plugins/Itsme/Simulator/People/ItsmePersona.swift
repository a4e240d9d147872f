public import EIDJSON

/// A fictional person with an itsme account.
public struct ItsmePersona: Sendable {
    /// What became of an account.
    public enum AccountState: String, CaseIterable, Sendable {
        case active, blocked, deleted
    }

    /// How somebody's certificate for signing stands at the start.
    public enum CertificateState: String, CaseIterable, Sendable {
        /// There is none; the first signature asks to create one.
        case none
        case valid, expired, revoked
    }

    /// The identity document behind an account.
    public struct Document: Sendable {
        /// Alpha-3 code of the country that issued it; it decides which claims exist.
        public var country: String
        /// Its number.
        public var number: String
        /// One or two characters as on the document: `I…` identity card, `P…` passport.
        public var type: String
        /// First day of validity, as date-time text.
        public var validFrom: String?
        /// Last day of validity, as date-time text.
        public var validTo: String?
        /// The municipality that issued it.
        public var issuedAt: String?
        /// When it was last read, as date-time text.
        public var verified: String?
    }

    /// The name by which scripts call this persona.
    public var id: String
    /// What it is for.
    public var summary: String
    /// As the claim has it: country code, space, number.
    public var phone: String
    /// The itsme code, five digits.
    public var code: String
    /// The document.
    public var document: Document
    /// Active, blocked or deleted.
    public var state: AccountState = .active
    /// `CARD_READER`, `CONTACT_LESS` or `ID_PROVIDER` (through a bank).
    public var activationMechanism: String = "CONTACT_LESS"
    /// When the account was activated, as date-time text.
    public var activated: String = "2024-01-05T10:06:00.000Z"
    /// Whether the app is on the phone.
    public var hasApp = true
    /// Whether fingerprint or face recognition works on that phone.
    public var hasBiometrics = true
    /// Whether a call is in progress while approving.
    public var ongoingCall = false
    /// Whether there is a photo.
    public var hasPhoto = true
    /// How the certificate for signing stands at the start.
    public var certificate: CertificateState = .none
    /// A test account, which production does not know and which cannot sign; others are production accounts.
    public var isTestAccount = false
    /// Age for a persona that must never grow older; its birth date and national number are derived from the clock.
    public var age: Int?
    /// How often the account was deleted and created anew; each time has another subject.
    public var generation = 0
    /// Claims by full name, as the account has them.
    public var claims: [(name: String, value: JSON)]

    /// Makes a persona with an active account.
    public init(
        id: String,
        summary: String = "",
        phone: String,
        code: String = "12345",
        document: Document,
        claims: [(name: String, value: JSON)]
    ) {
        self.id = id
        self.summary = summary
        self.phone = phone
        self.code = code
        self.document = document
        self.claims = claims
    }

    /// The phone number as digits only, however it was written.
    var phoneDigits: String { Self.digits(of: phone) }

    /// Digits of a phone number, without a leading `00`.
    static func digits(of phone: String) -> String {
        let digits = String(phone.filter { $0.isASCII && $0.isNumber })
        return digits.hasPrefix("00") ? String(digits.dropFirst(2)) : digits
    }
}
