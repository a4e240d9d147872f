import EIDMethod

extension MethodDescriptor {
    /// Whether an attribute may arrive for a document of a country (alpha-3), or of some country where it is not known which.
    func mayDeliver(_ name: AttributeName, issuingCountry: String? = nil) -> Bool {
        guard let offer = offer(for: name) else { return false }
        if issuingCountry != nil { return offer.availability(issuingCountry: issuingCountry) != .never }
        return offer.availability != .never || offer.exceptions.values.contains { $0 != .never }
    }
}
