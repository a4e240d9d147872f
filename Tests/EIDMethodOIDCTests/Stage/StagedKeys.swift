import EIDJOSE

/// The keys of one test run, made once: generating RSA keys per test would take longer than all tests together.
struct StagedKeys {
    /// Signs for the upstream.
    let signing: JWK
    /// Signs for the upstream after a rotation, or for a stranger before it.
    let later: JWK
    /// Opens what is encrypted to us.
    let ours: JWK
    /// What request objects are encrypted to.
    let upstreamEncryption: JWK
    /// Signs our assertions and request objects.
    let client: JWK

    static let secret = "a client secret of forty characters long"

    private static let made = Result {
        StagedKeys(
            signing: try JWK.generate(.rsa(), keyID: "s1", use: .signature, algorithm: .rs256),
            later: try JWK.generate(.rsa(), keyID: "s2", use: .signature, algorithm: .rs256),
            ours: try JWK.generate(.rsa(), keyID: "e1", use: .encryption, algorithm: .rsaOAEP256),
            upstreamEncryption: try JWK.generate(.p256, keyID: "u1", use: .encryption, algorithm: .ecdhES),
            client: try JWK.generate(.p256, keyID: "c1", use: .signature, algorithm: .es256)
        )
    }

    static func shared() throws -> StagedKeys { try made.get() }
}
