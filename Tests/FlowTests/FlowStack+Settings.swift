/// Other settings than the sample's, as edits of its text.
extension FlowStack {
    /// Adds settings to the method.
    static func withMethodSettings(_ lines: String...) -> @Sendable (String) -> String {
        { settings in
            let added = lines.map { "\n      " + $0 }.joined()
            return settings.replacing("clientID: BrkDemo01x", with: "clientID: BrkDemo01x" + added)
        }
    }

    /// Uses the registration that proves itself with a secret.
    @Sendable static func usesClientSecret(_ settings: String) -> String {
        let secret = "clientAuthentication: client_secret_post"
        let file = "clientSecret: { file: ../.demo/keys/itsme-client.secret }"
        return withMethodSettings(secret, file)(settings)
            .replacing("BrkDemo01x", with: "BrkSecret1")
            .replacing("\n  itsme:  ", with: "\n  itsme-secret:  ")
            .replacing("methods: [itsme]", with: "methods: [itsme-secret]")
            .replacing(keys, with: "")
    }

    /// Adds a client in a sector of its own.
    @Sendable static func withOtherShop(_ settings: String) -> String {
        settings.replacing(
            "\nmethods:\n",
            with: """

                  - id: other-shop
                    name: Other shop
                    redirectURIs: [http://localhost:8482/callback]
                    authentication: { kind: secret_basic, secret: { file: ../.demo/keys/shop.secret } }
                    methods: [itsme]
                    scopes: [profile]
                    sector: other.example

                methods:

                """
        )
    }

    private static let keys = """
            keys:
              - use: signing
                key: { file: ../.demo/keys/itsme-signing.pem }
              - use: encryption
                key: { file: ../.demo/keys/itsme-encryption.pem }

        """
}
