/// One combination of cryptography and store to measure.
struct Profile: Sendable {
    /// How upstream and broker prove themselves and protect tokens.
    enum Upstream: Sendable {
        /// A client secret; ID tokens signed with HS256 inside `dir` encryption.
        case secret
        /// `private_key_jwt`; ID tokens signed with RS256 and encrypted to our RSA key.
        case keys
    }

    let name: String
    let upstream: Upstream
    /// What the broker signs the client's ID token with.
    let signing: String
    let storage: Storage
    /// How many methods are enabled; one of them is used.
    var methods = 1
    /// Whether a method in a process of its own is enabled beside them, which nobody uses.
    var hasExternalMethod = false

    /// Where transactions are kept.
    enum Storage: String, Sendable {
        case memory, sqlite
    }

    static let plain = Profile(name: "plain RS256", upstream: .secret, signing: "RS256", storage: .memory)
    static let sqlite = Profile(name: "plain RS256, sqlite", upstream: .secret, signing: "RS256", storage: .sqlite)
    static let all = [
        plain,
        Profile(name: "plain ES256", upstream: .secret, signing: "ES256", storage: .memory),
        Profile(name: "itsme full, ES256", upstream: .keys, signing: "ES256", storage: .memory),
        sqlite,
        Profile(
            name: "plain RS256, 100 methods",
            upstream: .secret,
            signing: "RS256",
            storage: .memory,
            methods: 100
        ),
        Profile(
            name: "plain RS256, external",
            upstream: .secret,
            signing: "RS256",
            storage: .memory,
            hasExternalMethod: true
        ),
    ]

    /// The costly operations of one login.
    var operations: [(operation: CryptoCosts.Operation, count: Double)] {
        let client: CryptoCosts.Operation = signing == "RS256" ? .rs256Sign : .es256Sign
        switch upstream {
        case .secret: return [(client, 1), (.directOpen, 1)]
        case .keys: return [(client, 1), (.rs256Sign, 1), (.rsaOpen, 1), (.rs256Verify, 1)]
        }
    }
}
