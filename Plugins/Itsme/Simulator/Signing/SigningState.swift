import EIDSimulatorTrust

/// What the simulator remembers about signing.
struct SigningState: Sendable {
    /// A person's one credential.
    struct Credential: Sendable {
        let id: String
        let issued: IssuedCertificate
        let profile: SignerProfile
        var isRevoked = false

        /// What CSC has a word for; anything else that is wrong with a certificate is for the partner to see.
        var status: String { isRevoked ? "revoked" : profile == .expired ? "expired" : "valid" }
    }

    var actions = RecentValues<SigningAction>(limit: 5_000)
    var credentials: [String: Credential] = [:]
    /// CSC: bearer tokens and signature activation data, each by its text.
    var bearers = RecentValues<CSCBearer>(limit: 5_000)
    var activations = RecentValues<SignatureActivation>(limit: 5_000)
    var accountTokens = UsedIdentifiers()
    /// OASIS: actions by the identifier that the partner polls with.
    var sessions = RecentValues<String>(limit: 5_000)

    /// Whose credential it is.
    func holder(ofCredential id: String) -> String? { credentials.first { $0.value.id == id }?.key }
}
