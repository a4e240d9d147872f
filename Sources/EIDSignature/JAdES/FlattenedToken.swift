import EIDJOSE
package import EIDJSON

/// A token in the flattened JSON form of RFC 7515 §7.2.2, taken apart; nothing in it is verified.
package struct FlattenedToken {
    /// Protected header, payload and value, each as base64url.
    package let header, payload, value: String
    /// The protected header, read.
    package let protected: JSONValue
    /// The header that the value does not cover.
    package let unprotected: JSONValue?

    /// Reads a token and refuses what one reader could understand in another way than the next.
    package init(_ text: String) throws(SignatureError) {
        let limits = JSONLimits(maximumBytes: 64 * 1024 * 1024, maximumDepth: 8)
        guard let members = try? JSONValue.parse(text, limits: limits),
            let header = try? members.requireString("protected"), let payload = try? members.requireString("payload"),
            let value = try? members.requireString("signature")
        else { throw JAdESSignature.malformed("not the flattened form") }
        (self.header, self.payload, self.value) = (header, payload, value)
        // The general form and this one exclude each other (§7.2.2): who reads one would not see the other.
        guard members["signatures"] == nil else { throw JAdESSignature.malformed("two forms in one") }
        guard let bytes = Base64URL.decode(header),
            let protected = try? JSONValue.parse(bytes, limits: JAdESSignature.limits),
            let names = protected.members?.map(\.name)
        else { throw JAdESSignature.malformed("the header cannot be read") }
        self.protected = protected
        unprotected = members["header"]
        guard let unprotected else { return }
        guard let others = unprotected.members?.map(\.name) else { throw JAdESSignature.malformed("no header") }
        // What decides how the value is verified has to be covered by it (§4.1.11), and every name stands once (§4).
        guard !others.contains("alg"), !others.contains("crit"), Set(others).isDisjoint(with: names) else {
            throw JAdESSignature.malformed("the unprotected header has what must be protected")
        }
    }
}
