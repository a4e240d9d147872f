import EIDJSON
import EIDMethod
import FoundationEssentials

/// Between the catalogue's attributes and itsme's claims, in both directions, from one table of rules.
struct ItsmeAttributeMapping: Sendable {
    /// What a delivery was read into.
    struct Outcome: Sendable {
        /// What could be read, and was asked for.
        var attributes = IdentityAttributes()
        /// The claims that could not, by name, without values.
        var unreadable: [String: ItsmeUnreadable] = [:]
        /// Where to fetch the portrait, when it was asked for and did not come in line.
        var pictureURL: URL?
    }

    /// The attributes asked for.
    let requested: Set<AttributeName>

    /// The claims to ask for: those of the attributes, what carries them, and the metadata that says where they are from.
    var claims: Set<String> {
        let rules = Self.rules.filter { $0.isAsked && requested.contains($0.attribute) }
        var claims = Set(rules.map(\.claim))
        for rule in rules where !rule.carriers.isEmpty {
            // A metadata claim that any document claim carries needs no carrier of its own beside one.
            let isCarried = rule.carriers == ["name"] && !claims.isDisjoint(with: ItsmeClaim.describedByMetadata)
            if !isCarried { claims.formUnion(rule.carriers) }
        }
        if !claims.isDisjoint(with: ItsmeClaim.describedByMetadata) {
            claims.formUnion([ItsmeClaim.issuingCountry, ItsmeClaim.verificationDate])
        }
        return claims
    }

    /// Reads what was delivered; an attribute whose value is missing or unreadable is absent.
    func read(_ delivery: ItsmeDelivery) -> Outcome {
        var outcome = Outcome()
        let metadata = ItsmeMetadata(delivery)
        for rule in Self.rules where requested.contains(rule.attribute) && outcome.attributes[rule.attribute] == nil {
            guard let value = delivery[rule.claim] else { continue }
            // What is said of an address means nothing without one.
            if rule.attribute == Attribute<Bool>.emailVerified.name, !Self.hasEmail(delivery) { continue }
            do throws(ItsmeUnreadable) {
                try rule.take(value, metadata: metadata, into: &outcome.attributes)
            } catch {
                outcome.unreadable[rule.claim] = error
            }
        }
        if requested.contains(Attribute<Image>.picture.name), outcome.attributes[.picture] == nil {
            readPictureURL(delivery, into: &outcome)
        }
        return outcome
    }

    private static func hasEmail(_ delivery: ItsmeDelivery) -> Bool {
        guard let value = delivery["email"], let email = try? ItsmeReading.email(value) else { return false }
        return !email.isEmpty
    }

    private func readPictureURL(_ delivery: ItsmeDelivery, into outcome: inout Outcome) {
        guard let value = delivery["picture"] else { return }
        guard let text = value.string else {
            outcome.unreadable["picture"] = .wrongType
            return
        }
        guard !text.isEmpty else { return }
        outcome.pictureURL = URL(string: text)
        if outcome.pictureURL == nil { outcome.unreadable["picture"] = .malformed }
    }
}
