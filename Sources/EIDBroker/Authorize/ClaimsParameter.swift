import EIDJSON
import EIDMethod

/// The `claims` parameter (OpenID Connect Core §5.5), read strictly; claims that nobody knows are ignored.
struct ClaimsParameter {
    private(set) var idToken: [AttributeName] = []
    private(set) var userInfo: [AttributeName] = []
    /// What the client cannot do without.
    private(set) var essential: [AttributeName] = []
    /// The subjects of whom one must sign in; `nil` for anybody.
    private(set) var subjects: [String]?
    /// The levels that `acr` asks for.
    private(set) var levels: [Assurance] = []
    /// Whether the ID token must name one of those levels.
    private(set) var isLevelEssential = false
    /// Whether `acr` is essential and names none of our levels.
    private(set) var hasImpossibleLevel = false
    /// Whether the ID token must say when the person proved themselves (§2).
    private(set) var isTimeEssential = false

    init(parsing text: String?) throws(OAuthError) {
        guard let text else { return }
        guard let json = try? JSONValue.parse(text, limits: JSONLimits(maximumBytes: 8 * 1024, maximumDepth: 6)),
            json.kind == .object
        else { throw Self.malformed }
        userInfo = try attributes(of: json["userinfo"])
        idToken = try attributes(of: json["id_token"])
        subjects = try Self.subjects(json["id_token"])
        if let others = try Self.subjects(json["userinfo"]) {
            // UserInfo is about the same person, so both must agree.
            subjects = subjects.map { $0.filter { one in others.contains { $0.sameBytes(as: one) } } } ?? others
            guard subjects?.isEmpty != true else {
                throw OAuthError(.invalidRequest, "The claims parameter names different subjects.")
            }
        }
        isTimeEssential = json["id_token"]?["auth_time"]?["essential"]?.boolean == true
        try readLevels(json["id_token"]?["acr"])
    }

    private static let malformed = OAuthError(.invalidRequest, "The claims parameter is malformed.")

    private mutating func attributes(of section: JSONValue?) throws(OAuthError) -> [AttributeName] {
        // OpenID Connect Core §5.5: a section may be null, as the claims in it may.
        guard let section, !section.isNull else { return [] }
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

    private static func subjects(_ section: JSONValue?) throws(OAuthError) -> [String]? {
        guard let subjects = try values(section?["sub"]) else { return nil }
        guard !subjects.isEmpty, subjects.allSatisfy({ !$0.isEmpty }) else { throw malformed }
        return subjects
    }

    private mutating func readLevels(_ request: JSONValue?) throws(OAuthError) {
        guard let values = try Self.values(request) else { return }
        for value in values {
            if let level = try Assurance.asked(value, in: "The claims parameter") { levels.append(level) }
        }
        isLevelEssential = request?["essential"]?.boolean == true && !values.isEmpty
        hasImpossibleLevel = isLevelEssential && levels.isEmpty
    }

    /// `value` and `values` of a claim (§5.5.1); `nil` where it has neither.
    private static func values(_ request: JSONValue?) throws(OAuthError) -> [String]? {
        guard let request, request.kind == .object else { return nil }
        var values: [String]?
        if let value = request["value"] {
            guard let text = value.string else { throw malformed }
            values = [text]
        }
        if let several = request["values"] {
            guard let texts = several.strings else { throw malformed }
            values = (values ?? []) + texts
        }
        return values
    }
}
