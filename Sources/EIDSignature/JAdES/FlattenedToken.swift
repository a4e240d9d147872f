import EIDJOSE
package import EIDJSON

/// A token in the flattened JSON form of RFC 7515 §7.2.2, or in the general one with a single signature, which says the same;
/// taken apart, and nothing in it verified.
package struct FlattenedToken {
    /// Protected header, payload and value, each as base64url.
    package let header, payload, value: String
    /// The protected header, read.
    package let protected: JSONValue
    /// The header that the value does not cover.
    package let unprotected: JSONValue?

    /// Reads a token and refuses what one reader could understand in another way than the next.
    package init(_ text: String) throws(SignatureError) {
        let limits = JSONLimits(maximumBytes: JAdESSignature.largest, maximumDepth: 12)
        guard let members = try? JSONValue.parse(text, limits: limits) else {
            throw JAdESSignature.malformed("not the flattened form")
        }
        let signer = try Self.onlySigner(members)
        guard let header = try? signer.requireString("protected"), let value = try? signer.requireString("signature"),
            // RFC 7515 appendix F: content that stays outside may have no member of its own.
            let payload = members["payload"] == nil ? "" : try? members.requireString("payload")
        else { throw JAdESSignature.malformed("not the flattened form") }
        (self.header, self.payload, self.value) = (header, payload, value)
        guard let bytes = Base64URL.decode(header),
            let protected = try? JSONValue.parse(bytes, limits: JAdESSignature.limits),
            let names = protected.members?.map(\.name)
        else { throw JAdESSignature.malformed("the header cannot be read") }
        self.protected = protected
        unprotected = signer["header"]
        guard let unprotected else { return }
        guard let others = unprotected.members?.map(\.name) else { throw JAdESSignature.malformed("no header") }
        // What decides how the value is verified has to be covered by it (§4.1.11), and every name stands once (§4).
        guard !others.contains("alg"), !others.contains("crit"), Set(others).isDisjoint(with: names) else {
            throw JAdESSignature.malformed("the unprotected header has what must be protected")
        }
    }

    /// The part with the signature: the whole token, or the one element of the general form.
    private static func onlySigner(_ members: JSONValue) throws(SignatureError) -> JSONValue {
        guard let list = members["signatures"] else { return members }
        // The forms exclude each other (§7.2.2): who reads one would not see the other.
        guard ["protected", "header", "signature"].allSatisfy({ members[$0] == nil }) else {
            throw JAdESSignature.malformed("two forms in one")
        }
        guard let signers = list.elements, let only = signers.first, signers.count == 1 else {
            throw JAdESSignature.malformed("several signatures, or none")
        }
        return only
    }
}
