import EIDJSON
import FoundationEssentials

/// What a token tells about a person: requested, entitled, and available.
struct ClaimRelease {
    let request: AuthorizationRequest
    let persona: ItsmePersona
    let mode: String
    let pictureURL: String
    let now: Date
    /// The full name under which Slovenian national numbers are told.
    var slovenianNumber = ClaimName.slovenianNumber
    /// Claims left out although they exist, under a fault.
    var withheld: Set<String> = []

    /// The members for one place of delivery, in the order asked.
    func claims(_ asked: [String]) -> [(name: String, value: JSON)] {
        var attributes = persona.attributes(now: now, mode: mode, pictureURL: pictureURL)
        if let number = attributes.removeValue(forKey: ClaimName.slovenianNumber) {
            attributes[slovenianNumber] = number
        }
        // §14.1: metadata describe attributes of the same request, wherever those are delivered.
        let described = request.askedClaims.filter { attributes[$0] != nil && isEntitled($0) }
        return asked.compactMap { claim in
            guard isEntitled(claim) else { return nil }
            if ClaimName.metadata.contains(claim) {
                let value = persona.metadata(claim, for: described)
                return value == [:] ? nil : (claim, value)
            }
            return attributes[claim].map { (claim, $0) }
        }
    }

    private func isEntitled(_ claim: String) -> Bool {
        !withheld.contains(claim) && (request.client.allowedClaims?.contains(claim) ?? true)
    }
}
