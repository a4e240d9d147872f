import EIDJOSE
import EIDMethod

/// The registered clients, found by the bytes of their identifier, each with what is made once from its registration.
struct ClientRegistry: Sendable {
    /// A client and the tools that belong to it.
    struct Registration: Sendable {
        let client: Client
        let verifier: JWSVerifier?
        let sealer: JWESealer?
        let idTokenSigner: JWSSigner
        let userInfoSigner: JWSSigner?
        /// The digest of the secret: comparing digests takes as long for a near miss as for nonsense.
        let secretDigest: [UInt8]?
    }

    private let registrations: [[UInt8]: Registration]

    init(_ clients: [Client], keys: SigningKeys) throws {
        var registrations: [[UInt8]: Registration] = [:]
        for var client in clients {
            // Found once, and not in the redirect URIs at each sign-in.
            client.sector = client.sector
            registrations[Array(client.id.utf8)] = Registration(
                client: client,
                verifier: Self.verifier(client.authentication),
                sealer: try client.idTokenEncryption.map {
                    try JWESealer(key: $0.key, algorithm: $0.algorithm, encryption: $0.encryption)
                },
                idTokenSigner: try keys.signer(client.idTokenSigningAlgorithm ?? keys.standard),
                userInfoSigner: try client.userInfoSigningAlgorithm.map { try keys.signer($0) },
                secretDigest: Self.secret(client.authentication).map { SHA256.digest($0.reveal()) }
            )
        }
        self.registrations = registrations
    }

    subscript(id: String) -> Registration? { registrations[Array(id.utf8)] }

    private static func secret(_ authentication: Client.Authentication) -> Secret<String>? {
        switch authentication {
        case .secretBasic(let secret), .secretPost(let secret): secret
        case .none, .privateKeyJWT: nil
        }
    }

    private static func verifier(_ authentication: Client.Authentication) -> JWSVerifier? {
        guard case .privateKeyJWT(let set) = authentication else { return nil }
        // RSA keys serve two algorithms: one that names none is taken for RS256, so that no token decides it.
        let pinned = set.keys.map { key -> JWK in
            key.type == .rsa && key.algorithm == nil ? (try? key.with(algorithm: .rs256)) ?? key : key
        }
        return JWSVerifier(keys: pinned, algorithms: Set(SigningKeys.common), maximumLength: 8 * 1024)
    }
}
