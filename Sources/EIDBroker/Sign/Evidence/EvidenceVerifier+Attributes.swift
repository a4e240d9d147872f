import EIDJSON
import EIDMethod

/// Whether what the record says of the person is what the upstream signed.
extension EvidenceVerifier {
    /// Attributes that methods take over as they are, apart from white space, case and punctuation.
    private static let literal: Set<AttributeName> = [
        Attribute.name.name, Attribute.familyName.name, Attribute.givenName.name, Attribute.middleName.name,
        Attribute.birthFamilyName.name, Attribute.birthGivenName.name, Attribute.birthName.name, Attribute.email.name,
        Attribute.nationalNumber.name, Attribute.documentNumber.name, Attribute.phoneNumber.name,
    ]

    func checkAttributes(_ record: EvidenceRecord, _ speakers: EvidenceSpeakers, _ report: inout EvidenceReport) {
        guard !record.person.attributes.isEmpty else { return }
        guard !speakers.signed.isEmpty else {
            return report.skip(
                .attributes,
                "What is said of the person stands under the seal alone: nothing of the upstream can be verified.",
                essential: false
            )
        }
        var compared = 0
        var others: [String] = []
        for fact in record.person.attributes {
            switch Self.isSaid(fact, by: speakers) {
            case true?: compared += 1
            case nil: others.append(fact.name.rawValue)
            case false?:
                return report.fail(.attributes, "The attribute \(fact.name) is not what the upstream said.")
            }
        }
        if compared > 0 {
            let count = compared == 1 ? "1 attribute is" : "\(compared) attributes are"
            report.pass(.attributes, "\(count) what the upstream said.")
        }
        if !others.isEmpty {
            report.skip(
                .attributes,
                "Not compared, because the broker converts them or the upstream did not sign them: "
                    + "\(others.joined(separator: ", ")).",
                essential: false
            )
        }
    }

    /// `nil` where it cannot be told.
    private static func isSaid(_ fact: EvidenceRecord.Person.Fact, by speakers: EvidenceSpeakers) -> Bool? {
        guard literal.contains(fact.name), case .text(let text) = fact.entry.value else { return nil }
        let source = fact.entry.provenance
        // An empty text is how upstreams say that they do not know.
        func claims(of items: [JSONValue]) -> [[Character]] {
            items.compactMap { $0[source.claim]?.string.map(letters) }.filter { !$0.isEmpty }
        }
        let signed = claims(of: speakers.signed)
        if signed.contains(letters(text)) { return true }
        guard !signed.isEmpty, !source.isChanged else { return nil }
        return claims(of: speakers.unsigned).contains(letters(text)) ? nil : false
    }

    private static func letters(_ text: String) -> [Character] {
        text.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
    }
}
