/// A token that is signed and then encrypted.
///
/// That it is one comes from configuration, never from `cty`.
public struct NestedToken: Sendable {
    /// The outer, encrypted token.
    public let outer: OpenedJWE
    /// The inner, signed token.
    public let inner: VerifiedJWS

    /// Signs, then encrypts.
    public static func sealed(
        _ payload: some Collection<UInt8>,
        signer: JWSSigner,
        sealer: JWESealer,
        type: String? = nil
    ) throws(JOSEError) -> String {
        try sealer.seal(signer.sign(payload, type: type).utf8, contentType: "JWT")
    }

    /// Decrypts, then verifies; anything but a signed token inside is refused.
    public static func opened(
        _ token: String,
        opener: JWEOpener,
        verifier: JWSVerifier
    ) throws(JOSEError) -> NestedToken {
        let outer = try opener.open(token)
        guard let inner = String(validating: outer.plaintext, as: UTF8.self) else {
            throw JOSEError(.malformed, "the content is not a signed token")
        }
        return NestedToken(outer: outer, inner: try verifier.verify(inner))
    }
}
