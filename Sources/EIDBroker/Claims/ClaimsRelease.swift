import EIDJSON
import EIDMethod

/// Decides what leaves the broker: asked for, allowed to the client, and delivered; nothing else.
struct ClaimsRelease: Sendable {
    let client: Client
    let request: AuthorizeRequest

    /// The claims of the ID token.
    func idTokenClaims(_ identity: VerifiedIdentity) -> JSON { claims(request.idTokenAttributes, identity) }

    /// The claims of UserInfo.
    func userInfoClaims(_ identity: VerifiedIdentity) -> JSON { claims(request.userInfoAttributes, identity) }

    /// OpenID Connect Core §5.1: a birthdate is whole or a year alone, and knows no month without a day.
    private static func claim(_ name: AttributeName, _ value: AttributeValue) -> JSON {
        guard name == Attribute<CalendarDate>.birthdate.name, case .date(let date) = value, date.day == nil else {
            return value.claim
        }
        return .string(String(date.description.prefix(4)))
    }

    private func claims(_ asked: Set<AttributeName>, _ identity: VerifiedIdentity) -> JSON {
        // An authentication releases nothing, whatever the method delivered.
        guard request.type == .verification else { return [:] }
        var members: [(name: String, value: JSON)] = []
        var sources: [(name: String, value: JSON)] = []
        // Asked again here: the registration may have changed while the person was away.
        for name in asked.sorted() where client.mayReceive(name) {
            guard let definition = AttributeCatalogue.definition(of: name), let entry = identity.attributes[name],
                entry.value.kind == definition.kind
            else { continue }
            members.append((definition.claim, Self.claim(name, entry.value)))
            sources.append((definition.claim, entry.provenance.source))
        }
        if request.wantsProvenance && !sources.isEmpty { members.append(("attribute_sources", .object(sources))) }
        return .object(members)
    }
}
