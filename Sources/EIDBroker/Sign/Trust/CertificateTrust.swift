import EIDMethod
import EIDSignature
import FoundationEssentials

/// Whom the operator trusts to name signers, and who can say that a certificate was taken back.
struct CertificateTrust: Sendable {
    let fitness: CertificateFitness
    let revocation: RevocationSource
    let issuers: IssuerSource
    private let clock: WallClock

    init(_ configuration: SigningConfiguration, http: any HTTPTransport, clock: WallClock, random: RandomSource) {
        fitness = CertificateFitness(configuration)
        self.clock = clock
        let call = CertificateCall(configuration, http: http)
        revocation = RevocationSource(
            call: call,
            requiresNonce: configuration.requiresOCSPNonce,
            clock: clock,
            random: random
        )
        issuers = IssuerSource(call: call, clock: clock)
    }

    /// A person's certificate as a method gave it, before anything is hashed for it.
    func person(
        _ certificates: [Certificate],
        scheme: SignatureScheme?,
        qualified: Bool
    ) throws(SigningFailure) -> (signer: SignerCertificate, path: CertificatePath) {
        try fitness.person(certificates, scheme: scheme, qualified: qualified, at: clock.now)
    }

    /// The path once more, as of now; certificates expire between the two halves as well.
    func path(of signer: SignerCertificate) throws(SigningFailure) -> CertificatePath {
        try fitness.path(of: signer, at: clock.now)
    }
}
