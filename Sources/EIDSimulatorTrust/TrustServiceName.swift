/// The names in the simulated authorities' certificates: nobody can take them for real ones.
public enum TrustServiceName {
    /// The organisation behind every certificate.
    public static let organization = "eid-broker simulator, NOT A REAL TRUST SERVICE"
}
