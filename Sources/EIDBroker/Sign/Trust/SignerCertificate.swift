import EIDSignature
import FoundationEssentials

/// A certificate that was found fit to sign: its path, and how values are made with its key.
struct SignerCertificate: Codable, Hashable, Sendable {
    /// Whose certificate it is.
    enum Holder: String, Codable, Sendable {
        case person
        case organisation
    }

    /// Whose certificate it is.
    let holder: Holder
    /// DER, from the signer's own to the anchor.
    let path: [Data]
    /// How values are made.
    let scheme: SignatureScheme
    /// What is known about its standing.
    let qualification: Qualification
    /// When it was found fit.
    let checkedAt: Date

    init(
        holder: Holder,
        path: CertificatePath,
        scheme: SignatureScheme,
        qualification: Qualification,
        checkedAt: Date
    ) {
        self.holder = holder
        self.path = path.certificates.map { Data($0.der) }
        self.scheme = scheme
        self.qualification = qualification
        self.checkedAt = checkedAt
    }

    /// The certificates of the path.
    func certificates() throws(SigningFailure) -> [Certificate] {
        var certificates: [Certificate] = []
        for der in path {
            certificates.append(
                try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
                    try Certificate(der: Array(der))
                }
            )
        }
        return certificates
    }

    /// The signer's own certificate.
    func leaf() throws(SigningFailure) -> Certificate {
        guard let der = path.first else { throw SigningFailure(.internalError, "a signer without a certificate") }
        return try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
            try Certificate(der: Array(der))
        }
    }

    /// What a signature carries along: the issuers below the anchor.
    func intermediates() throws(SigningFailure) -> [Certificate] {
        Array(try certificates().dropFirst().dropLast())
    }
}
