import EIDJSON
import EIDMethod

/// What the process says of a method once it knows the settings.
struct OpenedInstance: Sendable {
    let issues: [ConfigurationIssue]
    let descriptor: MethodDescriptor
    let types: Set<MethodType>
    let loginHints: [LoginHintForm]

    /// Reads the answer to `open`; where it leaves something out, what the plugin said holds.
    init(_ json: JSONValue, of plugin: MethodDescriptor) throws(JSONError) {
        try json.requireOnly(["issues", "descriptor", "types", "loginHints"])
        issues = try json.requireEach("issues", upTo: 100) { issue throws(JSONError) in
            try ConfigurationIssue(wire: issue)
        }
        let own = try json.optionalObject("descriptor")
        descriptor = try own.map { own throws(JSONError) in try MethodDescriptor(wire: own) } ?? plugin
        guard descriptor.provider.sameBytes(as: plugin.provider) else {
            throw JSONError(.outOfRange, at: "descriptor.provider", "is another name than before")
        }
        types = json["types"] == nil ? descriptor.types : try json.requireWords("types")
        guard types.isSubset(of: descriptor.types) else {
            throw JSONError(.outOfRange, at: "types", "are more than the descriptor has")
        }
        loginHints = json["loginHints"] == nil ? [] : try [LoginHintForm](wire: json, "loginHints")
    }
}
