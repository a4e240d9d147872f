/// The subject of a signer's certificate (itsme-protocol §17.1).
public struct SignerName: Hashable, Sendable {
    /// Given names; empty for a person who has none.
    public var givenNames: String
    /// Surname.
    public var surname: String
    /// Alpha-2 code of the country.
    public var country: String
    /// Town of residence.
    public var locality: String?
    /// National number, or the number of the document where there is none.
    public var nationalNumber: String

    /// Makes a name.
    public init(
        givenNames: String,
        surname: String,
        country: String,
        locality: String? = nil,
        nationalNumber: String
    ) {
        self.givenNames = givenNames
        self.surname = surname
        self.country = country
        self.locality = locality
        self.nationalNumber = nationalNumber
    }
}
