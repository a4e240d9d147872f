import EIDJSON
import EIDMethod

/// What the process says of a method once it knows the settings.
struct OpenedInstance: Sendable {
    let issues: [ConfigurationIssue]
    let descriptor: MethodDescriptor
    let types: Set<MethodType>
    let loginHints: [LoginHintForm]
    /// What it signs with; present exactly when `types` has `.signing`.
    let signing: SigningOffer?

    /// Reads the answer to `open`; where it leaves something out, what the plugin said holds.
    init(_ json: JSONValue, of plugin: MethodDescriptor, in version: Int64) throws(JSONError) {
        try json.requireOnly(["issues", "descriptor", "types", "loginHints", "signing"])
        issues = try json.requireEach("issues", upTo: WireLimit.issues.most) { issue throws(JSONError) in
            try ConfigurationIssue(wire: issue)
        }
        let own = try json.optionalObject("descriptor")
        descriptor = try own.map { own throws(JSONError) in try MethodDescriptor(wire: own, version) } ?? plugin
        guard descriptor.provider.sameBytes(as: plugin.provider) else {
            throw JSONError(.outOfRange, at: "descriptor.provider", "is another name than before")
        }
        if let host = AllowedHosts.undeclared(of: descriptor, in: plugin) {
            let problem = "has \(host.prefix(100)), which the descriptor of hello does not declare"
            throw JSONError(.outOfRange, at: "descriptor.hosts", problem)
        }
        signing = try json.optionalObject("signing").map { offer throws(JSONError) in try SigningOffer(wire: offer) }
        let offered = descriptor.types.subtracting(signing == nil ? [.signing] : [])
        types = json["types"] == nil ? offered : try json.requireWords("types")
        guard types.isSubset(of: descriptor.types) else {
            throw JSONError(.outOfRange, at: "types", "are more than the descriptor has")
        }
        guard types.contains(.signing) == (signing != nil) else {
            throw JSONError(.outOfRange, at: "signing", "does not go with the types")
        }
        loginHints = json["loginHints"] == nil ? [] : try [LoginHintForm](wire: json, "loginHints")
    }
}
