/// itsme's scopes, each a fixed set of claims that arrive with UserInfo.
enum ItsmeScope: String, CaseIterable {
    case profile, email, address, phone, idDocument, eid

    /// What the scope asks for.
    var claims: [String] {
        switch self {
        case .profile: ["family_name", "given_name", "name", "gender", "locale", "picture", "birthdate"]
        case .email: ["email", "email_verified"]
        case .address: ["address"]
        case .phone: ["phone_number", "phone_number_verified"]
        case .idDocument:
            [
                ItsmeClaim.documentNumber, ItsmeClaim.documentType, ItsmeClaim.issuingCountry, ItsmeClaim.validFrom,
                ItsmeClaim.validTo,
            ]
        case .eid: [ItsmeClaim.nationalNumber("BE"), ItsmeClaim.eidCardNumber]
        }
    }

    /// Whether wanting these claims justifies the scope.
    ///
    /// The national number is never asked for on the way to the card number, nor a document number to learn a country.
    func isJustified(by wanted: Set<String>) -> Bool {
        switch self {
        case .eid: wanted.contains(ItsmeClaim.nationalNumber("BE"))
        case .idDocument: wanted.contains(ItsmeClaim.documentNumber) || wanted.contains(ItsmeClaim.documentType)
        case .profile, .email, .address, .phone: claims.contains { wanted.contains($0) }
        }
    }
}
