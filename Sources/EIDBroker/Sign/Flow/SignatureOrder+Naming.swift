import EIDMethod

extension SignatureOrder {
    /// The order with the person's name in what is seen of a seal.
    ///
    /// A seal's certificate names the organisation, so the person can be named only as whom it seals for.
    func naming(_ identity: VerifiedIdentity, in language: Language) -> SignatureOrder {
        guard var appearance else { return self }
        let name = Self.name(identity) ?? ""
        if appearance.lines.isEmpty {
            appearance.lines = ["{name}"]
            if !name.isEmpty { appearance.lines.append(Self.onBehalf(of: name)[language]) }
            appearance.lines.append("{date}")
        } else {
            appearance.lines = appearance.lines.map { $0.replacing("{person}", with: name) }
        }
        var order = self
        order.appearance = appearance
        return order
    }

    private static func name(_ identity: VerifiedIdentity) -> String? {
        if let name: String = identity.attributes[.name] { return name }
        let parts = [identity.attributes[.givenName], identity.attributes[.familyName]].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private static func onBehalf(of name: String) -> LocalizedText {
        LocalizedText(
            nl: "namens \(name)",
            fr: "au nom de \(name)",
            de: "im Namen von \(name)",
            en: "on behalf of \(name)",
            sv: "på uppdrag av \(name)"
        )
    }
}
