import EIDJSON
import FoundationEssentials

/// The claims that describe other claims: objects keyed by full claim names.
struct ItsmeMetadata: Sendable {
    private let verificationDates: JSONValue?
    private let issuingCountries: JSONValue?

    /// Looks for the metadata among what was delivered.
    init(_ claims: ItsmeDelivery) {
        verificationDates = claims[ItsmeClaim.verificationDate]
        issuingCountries = claims[ItsmeClaim.issuingCountry]
    }

    /// Whether either of the two says something about a claim.
    func describes(_ claim: String) -> Bool {
        verificationDates?[claim] != nil || issuingCountries?[claim] != nil
    }

    /// When the source of a claim was last read.
    func verifiedAt(_ claim: String) -> Date? {
        verificationDates?[claim]?.string.flatMap { ItsmeDateTime($0)?.date }
    }

    /// The country that issued the document a claim was read from (alpha-3).
    func issuingCountry(_ claim: String) -> String? {
        issuingCountries?[claim]?.string.flatMap { ItsmeCountry.alpha3($0) }
    }

    /// The country of the person's document, whatever claim says so (alpha-3).
    var documentCountry: String? {
        guard let issuingCountries else { return nil }
        return try? ItsmeReading.issuingCountry(issuingCountries)
    }
}
