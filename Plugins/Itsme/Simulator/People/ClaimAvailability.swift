/// Which claim exists for documents of which country (§15), as a table.
enum ClaimAvailability: String, Sendable {
    /// A value is returned whenever it is asked for.
    case always
    /// Best effort: some accounts have none.
    case maybe
    /// There is none for documents of that country.
    case never
    /// Returned exactly when `email` is.
    case withEmail

    /// One row of the table.
    struct Row: Sendable {
        let claim: String
        let usual: ClaimAvailability
        let exceptions: [String: ClaimAvailability]

        init(_ claim: String, _ usual: ClaimAvailability, _ exceptions: [String: ClaimAvailability] = [:]) {
            self.claim = ClaimName.full(claim)
            self.usual = usual
            self.exceptions = exceptions
        }
    }

    /// The availability of a claim, or `nil` for a claim that itsme does not have.
    static func of(_ claim: String, country: String) -> ClaimAvailability? {
        let other = ClaimName.prefix + ItsmeSimulatorConfiguration.SlovenianNumber.sv.rawValue
        guard let row = byName[claim == other ? ClaimName.slovenianNumber : claim] else { return nil }
        return row.exceptions[country] ?? row.usual
    }

    private static let byName = Dictionary(table.map { ($0.claim, $0) }) { first, _ in first }

    static let table: [Row] = [
        Row("name", .always), Row("given_name", .maybe), Row("family_name", .always),
        Row("birthdate", .always, ["BEL": .maybe]),
        Row("C:birthdate_as_string", .never, ["BEL": .maybe]),
        Row("age_gte_16", .always, ["BEL": .maybe]), Row("age_gte_18", .always, ["BEL": .maybe]),
        Row("age_gte_21", .always, ["BEL": .maybe]), Row("age_gte_30", .always, ["BEL": .maybe]),
        Row("gender", .always, ["NLD": .maybe]), Row("C:official_gender", .always, ["NLD": .maybe]),
        Row("locale", .maybe),
        Row("picture", .always, ["BEL": .maybe]), Row("C:physical_person_photo", .always, ["BEL": .maybe]),
        Row("email", .maybe), Row("email_verified", .withEmail),
        Row("phone_number", .always), Row("phone_number_verified", .always),
        Row("address", .never, ["BEL": .always]),
        Row("C:claim_citizenship", .always), Row("C:claim_citizenship_as_iso", .always, ["BEL": .maybe]),
        Row("C:place_of_birth", .never, ["BEL": .maybe]),
        Row("C:BEeidSn", .never, ["BEL": .always]),
        Row("C:claim_device", .maybe),
        Row("C:BENationalNumber", .never, ["BEL": .always]), Row("C:RONationalNumber", .never, ["ROU": .always]),
        Row("C:BGNationalNumber", .never, ["BGR": .always]), Row("C:CZNationalNumber", .never, ["CZE": .always]),
        Row("C:SKNationalNumber", .never, ["SVK": .always]), Row("C:HRNationalNumber", .never, ["HRV": .always]),
        Row("C:LTNationalNumber", .never, ["LTU": .always]), Row("C:SINationalNumber", .never, ["SVN": .always]),
        Row("C:LVNationalNumber", .never, ["LVA": .always]), Row("C:MTNationalNumber", .never, ["MLT": .always]),
        Row("C:RSNationalNumber", .never, ["SRB": .always]), Row("C:MDNationalNumber", .never, ["MDA": .always]),
        Row("C:validityFrom", .never, ["BEL": .maybe]), Row("C:validityTo", .always, ["BEL": .maybe]),
        Row("C:verificationDate", .always, ["BEL": .maybe]),
        Row("C:IDDocumentSN", .always), Row("C:IDDocumentType", .always), Row("C:IDIssuingCountry", .always),
        Row("C:issuance_locality", .never, ["BEL": .maybe]),
        Row("C:app", .always), Row("C:account", .always), Row("C:identification_mode", .always),
        Row("C:transaction_ip", .always), Row("C:ongoing_call", .always),
    ]
}
