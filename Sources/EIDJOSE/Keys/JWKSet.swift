public import EIDJSON

/// Keys that are looked up by name.
public struct JWKSet: Sendable {
    /// Where a set comes from decides what may be in it.
    public enum Source: Sendable {
        /// Published by somebody else: private and symmetric keys are refused.
        case publicOnly
        /// Our own.
        case anyKeys
    }

    /// The keys we can use, in the set's order.
    public let keys: [JWK]
    /// Why the other keys were left out, one entry each.
    public let skipped: [JOSEError]

    /// More than anyone publishes; each key costs an import and a check.
    private static let maximumCount = 100

    /// Creates a set; two keys of one name are refused, and symmetric keys beside others.
    public init(keys: [JWK]) throws(JOSEError) {
        try self.init(keys: keys, skipped: [])
    }

    /// Reads a set and leaves out the keys of types, curves and algorithms that we do not have.
    public init(parsing json: JSONValue, from source: Source = .publicOnly) throws(JOSEError) {
        let entries: [JSONValue]
        do {
            entries = try json.requireArray("keys")
        } catch {
            throw JOSEError(.malformed, "key set: \(error)")
        }
        guard entries.count <= Self.maximumCount else {
            throw JOSEError(.refused, "key set: more than \(Self.maximumCount) keys")
        }
        var keys: [JWK] = []
        var skipped: [JOSEError] = []
        // A name that a left-out key shares is ambiguous too.
        try Self.refuseRepeated(entries.compactMap { $0["kid"]?.string })
        for entry in entries {
            if case .publicOnly = source { try Self.refuseSecrets(in: entry) }
            do {
                keys.append(try JWK(parsing: entry))
            } catch {
                skipped.append(error)
            }
        }
        try self.init(keys: keys, skipped: skipped)
    }

    private init(keys: [JWK], skipped: [JOSEError]) throws(JOSEError) {
        try Self.refuseRepeated(keys.compactMap(\.keyID))
        // Whoever may verify with a shared secret may also sign with it: such a set has no clear meaning.
        let symmetric = keys.count { $0.type == .oct }
        guard symmetric == 0 || symmetric == keys.count else {
            throw JOSEError(.refused, "key set: symmetric keys stand beside public ones")
        }
        self.keys = keys
        self.skipped = skipped
    }

    private static func refuseRepeated(_ names: [String]) throws(JOSEError) {
        guard Set(names.map { Array($0.utf8) }).count == names.count else {
            throw JOSEError(.refused, "key set: a kid appears twice")
        }
    }

    private static func refuseSecrets(in entry: JSONValue) throws(JOSEError) {
        guard JWK.privateMembers.allSatisfy({ entry[$0] == nil }), !(entry["kty"]?.string).sameBytes(as: "oct") else {
            throw JOSEError(.refused, "key set: it publishes a secret")
        }
    }

    /// The key of a name, unless it is for something else.
    public func key(id: String, use: KeyUse? = nil) -> JWK? {
        keys.first { key in
            key.keyID.sameBytes(as: id) && (use == nil || key.use == nil || key.use == use)
        }
    }

    /// The set as it may be published: public parts only, symmetric keys left out.
    public func json() throws(JOSEError) -> JSON {
        var published: [JSON] = []
        for key in keys where key.type != .oct { published.append(try key.json()) }
        return ["keys": .array(published)]
    }
}
