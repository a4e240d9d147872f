import EIDJSON
import EIDMethod

/// The `claims` parameter (OpenID Connect Core §5.5), read strictly; claims that nobody knows are ignored.
struct ClaimsParameter {
    private(set) var idToken: [AttributeName] = []
    private(set) var userInfo: [AttributeName] = []
    /// What the client cannot do without.
    private(set) var essential: [AttributeName] = []
    /// The subject that must sign in.
    private(set) var subject: String?
    /// The levels that `acr` asks for.
    private(set) var levels: [Assurance] = []
    /// Whether `acr` is essential and names none of our levels.
    private(set) var hasImpossibleLevel = false

    init(parsing text: String?) throws(OAuthError) {
        guard let text else { return }
        guard let json = try? JSONValue.parse(text, limits: JSONLimits(maximumBytes: 8 * 1024, maximumDepth: 6)),
            json.kind == .object
        else { throw Self.malformed }
        userInfo = try attributes(of: json["userinfo"])
        idToken = try attributes(of: json["id_token"])
        subject = try subject(json["id_token"])
        if subject == nil { subject = try subject(json["userinfo"]) }
        try readLevels(json["id_token"]?["acr"])
    }

    private static let malformed = OAuthError(.invalidRequest, "The claims parameter is malformed.")

    private mutating func attributes(of section: JSONValue?) throws(OAuthError) -> [AttributeName] {
        guard let section else { return [] }
        guard let members = section.members, members.count <= 64 else { throw Self.malformed }
        var names: [AttributeName] = []
        for (claim, request) in members {
            guard request.isNull || request.kind == .object else { throw Self.malformed }
            guard let definition = AttributeCatalogue.definition(claim: claim) else { continue }
            names.append(definition.name)
            if request["essential"]?.boolean == true { essential.append(definition.name) }
        }
        return names
    }

    private func subject(_ section: JSONValue?) throws(OAuthError) -> String? {
        guard let value = section?["sub"]?["value"] else { return nil }
        guard let subject = value.string, !subject.isEmpty else { throw Self.malformed }
        return subject
    }

    private mutating func readLevels(_ request: JSONValue?) throws(OAuthError) {
        guard let request, request.kind == .object else { return }
        var values: [String] = []
        if let value = request["value"] {
            guard let text = value.string else { throw Self.malformed }
            values.append(text)
        }
        if let several = request["values"] {
            guard let texts = several.strings else { throw Self.malformed }
            values += texts
        }
        levels = values.compactMap { Assurance(acr: $0) }
        hasImpossibleLevel = request["essential"]?.boolean == true && levels.isEmpty && !values.isEmpty
    }
}
