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
    ///
    /// Of sets that we make ourselves every name is unique (security requirement 13); ``init(parsing:from:)`` takes what others may write.
    public init(keys: [JWK]) throws(JOSEError) {
        guard Set(keys.compactMap { $0.keyID.map { Array($0.utf8) } }).count == keys.count(where: { $0.keyID != nil })
        else { throw JOSEError(.refused, "key set: a kid appears twice") }
        try self.init(keys: keys, skipped: [])
    }

    /// Reads a set and leaves out the keys of types, curves and algorithms that we do not have.
    ///
    /// Keys of different `kty` or `use` may share a name (RFC 7517 §4.5); a token then says by its algorithm which it means.
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
        try Self.refuseRepeated(
            entries.compactMap { entry in
                entry["kid"]?.string.map { Name($0, entry["kty"]?.string ?? "", entry["use"]?.string) }
            }
        )
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
        try Self.refuseRepeated(
            keys.compactMap { key in key.keyID.map { Name($0, key.type.registeredName, key.use?.rawValue) } }
        )
        // Whoever may verify with a shared secret may also sign with it: such a set has no clear meaning.
        let symmetric = keys.count { $0.type == .oct }
        guard symmetric == 0 || symmetric == keys.count else {
            throw JOSEError(.refused, "key set: symmetric keys stand beside public ones")
        }
        self.keys = keys
        self.skipped = skipped
    }

    /// What must be unique in a set, compared by bytes.
    private struct Name: Hashable {
        let parts: [[UInt8]?]

        init(_ keyID: String, _ type: String, _ use: String?) {
            parts = [Array(keyID.utf8), Array(type.utf8), use.map { Array($0.utf8) }]
        }
    }

    private static func refuseRepeated(_ names: [Name]) throws(JOSEError) {
        guard Set(names).count == names.count else {
            throw JOSEError(.refused, "key set: a kid appears twice with the same kty and use")
        }
    }

    private static func refuseSecrets(in entry: JSONValue) throws(JOSEError) {
        guard JWK.privateMembers.allSatisfy({ entry[$0] == nil }), !(entry["kty"]?.string).sameBytes(as: "oct") else {
            throw JOSEError(.refused, "key set: it publishes a secret")
        }
    }

    /// The first key of a name, unless it is for something else.
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
