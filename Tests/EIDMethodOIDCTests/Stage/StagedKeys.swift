import EIDJOSE
import EIDKeyring
import EIDMethod

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
    /// What our side signs with, and what it opens with where a test leaves it to the keyring.
    let keyring: PrivateKeyring

    static let secret = "a client secret of forty characters long"

    private static let made = Result {
        let (ours, client) = (
            try JWK.generate(.rsa(), keyID: "e1", use: .encryption, algorithm: .rsaOAEP256),
            try JWK.generate(.p256, keyID: "c1", use: .signature, algorithm: .es256)
        )
        return StagedKeys(
            signing: try JWK.generate(.rsa(), keyID: "s1", use: .signature, algorithm: .rs256),
            later: try JWK.generate(.rsa(), keyID: "s2", use: .signature, algorithm: .rs256),
            ours: ours,
            upstreamEncryption: try JWK.generate(.p256, keyID: "u1", use: .encryption, algorithm: .ecdhES),
            client: client,
            keyring: PrivateKeyring(
                MethodKeys([
                    .init(id: "c1", use: .signing, pem: Secret(try client.privatePEM())),
                    .init(id: "e1", use: .encryption, pem: Secret(try ours.privatePEM())),
                ])
            )
        )
    }

    /// A key of the keyring as the registration names it.
    func entry(for use: MethodKeys.Key.Use) -> KeyringEntry {
        keyring.keys(for: use).first ?? KeyringEntry(id: "", use: use, publicKey: "{}")
    }

    static func shared() throws -> StagedKeys { try made.get() }
}
