import EIDJOSE
import EIDJSON
import EIDMethod

/// A set of public keys that the settings file writes out, in the place of a file that has it.
///
/// What is private in it is refused here, before anything else sees it: the settings file holds no secret.
struct InlineKeySet {
    /// The set as JSON; every single value is a text, so that a `kid` that looks like a number is still one.
    let json: JSON
    /// What is wrong, with paths from the set on.
    let issues: [ConfigurationIssue]

    /// Reads what stands in the file; whether it is a set of keys at all, its method checks.
    init(_ node: SettingsNode) {
        var issues: [ConfigurationIssue] = []
        json = Self.value(node, at: "", &issues)
        self.issues = issues
    }

    private static func value(_ node: SettingsNode, at path: String, _ issues: inout [ConfigurationIssue]) -> JSON {
        switch node.content {
        case .scalar(let text, _):
            if node.natural == nil { issues.append(.init(path, "has no value")) }
            return .string(text)
        case .list(let nodes):
            return .array(nodes.enumerated().map { value($1, at: "\(path)[\($0)]", &issues) })
        case .section(let members):
            return .object(
                members.map { key, node in
                    let place = path.isEmpty ? key : "\(path).\(key)"
                    guard !JWK.privateMembers.contains(key) else {
                        issues.append(.init(place, "belongs to a private or shared key; only public keys stand here"))
                        return (key, "")
                    }
                    return (key, value(node, at: place, &issues))
                }
            )
        }
    }
}
