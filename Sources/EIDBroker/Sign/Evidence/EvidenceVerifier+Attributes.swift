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

    func checkAttributes(_ record: EvidenceRecord, _ items: [VerifiedItem], _ report: inout EvidenceReport) {
        guard !record.person.attributes.isEmpty else { return }
        guard items.contains(where: { $0.members != nil }) else {
            return report.skip(
                .attributes,
                "What is said of the person stands under the seal alone: nothing of the upstream can be verified.",
                essential: false
            )
        }
        var compared = 0
        var others: [String] = []
        for fact in record.person.attributes {
            guard Self.literal.contains(fact.name), case .text(let text) = fact.entry.value,
                let claim = items.lazy.compactMap({ $0.members?[fact.entry.provenance.claim]?.string }).first
            else {
                others.append(fact.name.rawValue)
                continue
            }
            guard Self.letters(text) == Self.letters(claim) else {
                return report.fail(.attributes, "The attribute \(fact.name) is not what the upstream said.")
            }
            compared += 1
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

    private static func letters(_ text: String) -> [Character] {
        text.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
    }
}
