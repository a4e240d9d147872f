/// The names in the simulated authorities' certificates: nobody can take them for real ones.
public enum TrustServiceName {
    /// The organisation behind every certificate.
    public static let organization = "eid-broker simulator, NOT A REAL TRUST SERVICE"

    static func authority(_ role: TrustAuthority) -> String {
        switch role {
        case .root: "SIMULATOR Root CA, NOT REAL"
        case .signers: "SIMULATOR Qualified CA, NOT REAL"
        case .seals: "SIMULATOR Seal CA, NOT REAL"
        case .timestamps: "SIMULATOR Timestamp CA, NOT REAL"
        case .stranger: "SIMULATOR Unlisted CA, NOT REAL"
        case .connections: "SIMULATOR TLS CA, NOT REAL"
        }
    }

    static func responder(_ role: TrustAuthority) -> String { "SIMULATOR OCSP for \(role.rawValue), NOT REAL" }
    static let timestampUnit = "SIMULATOR Timestamp Unit, NOT REAL"
}
