package import EIDSimulatorTrust

/// What a simulated itsme's trust service is told: who issues the certificates that people here sign with.
public struct ItsmeTrustSettings: Sendable {
    /// Whether its addresses answer; without them nobody learns about revocation.
    public var isEnabled: Bool
    /// Where keys and numbers are kept between runs; `nil` makes new ones at each start.
    public var folder: String?
    /// How many days a person's certificate lasts: three years, as itsme's are assumed to (itsme-protocol §25.27).
    public var certificateDays: Int
    /// Whether the responder calls revoked what was never issued, instead of unknown (RFC 6960 §4.4.8).
    public var revokesUnissued: Bool

    /// Makes settings.
    public init(
        isEnabled: Bool = true,
        folder: String? = nil,
        certificateDays: Int = 1095,
        revokesUnissued: Bool = false
    ) {
        self.isEnabled = isEnabled
        self.folder = folder
        self.certificateDays = certificateDays
        self.revokesUnissued = revokesUnissued
    }
}

extension ItsmeSimulatorConfiguration {
    /// Where the trust service stands below the base URL.
    static let trustPath = "/trust"

    /// The settings of the trust service itself.
    package func trustService(seed: UInt64) -> TrustService.Settings {
        TrustService.Settings(
            baseURL: baseURL + Self.trustPath,
            seed: seed,
            folder: trust.folder,
            revokesUnissued: trust.revokesUnissued
        )
    }
}
