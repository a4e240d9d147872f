import EIDSimulatorTrust

extension ItsmeFault {
    /// The unsuitable certificate with which the next first leg ends.
    var signerProfile: SignerProfile? {
        switch self {
        case .expiredCertificate: .expired
        case .notYetValidCertificate: .notYetValid
        case .certificateWithoutStatements: .withoutStatements
        case .certificateWithoutNonRepudiation: .withoutNonRepudiation
        case .otherIssuerCertificate: .otherIssuer
        default: nil
        }
    }
}
