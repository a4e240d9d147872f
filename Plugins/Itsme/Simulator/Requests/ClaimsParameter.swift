import EIDJSON

/// The `claims` parameter: which claims, and where they are to be delivered (§6.4).
struct ClaimsParameter: Sendable {
    private(set) var idToken: [String] = []
    private(set) var userInfo: [String] = []

    /// Nothing asked.
    init() {}

    /// Reads the parameter; the error says what is wrong with it.
    init(parsing text: String) throws(JSONError) {
        let root = try JSONValue.parse(text)
        guard let members = root.members else { throw JSONError(.wrongType, at: "", "must be an object") }
        for (name, value) in members {
            guard let asked = value.members else { throw JSONError(.wrongType, at: name, "must be an object") }
            switch name {
            case "id_token": idToken = try Self.names(asked, at: name)
            case "userinfo": userInfo = try Self.names(asked, at: name)
            default: throw JSONError(.wrongType, at: name, "must be id_token or userinfo")
            }
        }
    }

    private static func names(
        _ members: [(name: String, value: JSONValue)],
        at path: String
    ) throws(JSONError) -> [String] {
        var names: [String] = []
        for (name, value) in members {
            if !value.isNull {
                guard let details = value.members else {
                    throw JSONError(.wrongType, at: "\(path).\(name)", "must be null or an object")
                }
                for (key, detail) in details {
                    let fits =
                        switch key {
                        case "essential": detail.boolean != nil
                        case "value": true
                        case "values": detail.elements != nil
                        default: false
                        }
                    guard fits else {
                        throw JSONError(.wrongType, at: "\(path).\(name).\(key)", "is not as OIDC Core §5.5.1 has it")
                    }
                }
            }
            names.append(name)
        }
        return names
    }
}
