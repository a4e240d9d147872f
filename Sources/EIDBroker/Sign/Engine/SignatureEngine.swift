import EIDMethod
import EIDSignature
import FoundationEssentials
import Logging

/// Turns documents and orders into digests, and values into signed documents.
///
/// ```
/// inspect   what is it, may it be signed              when a document comes in
/// check     whose certificate is it, is it good       after the first half
/// prepare   what is hashed                            stored with the transaction
/// verify    each value over its own digest            after the second half
/// finish    embed, timestamp, collect, archive        the signed document and its facts
/// ```
///
/// It stores nothing and knows no client.
struct SignatureEngine: Sendable {
    let configuration: SigningConfiguration
    let trust: CertificateTrust
    let timestamps: TimestampClient?
    let clock: WallClock
    let log: Logger
    /// The organisation's seal, whether or not it holds now; `nil` where the settings have none.
    let organisationSeal: OrganisationSeal?

    /// Makes an engine of a configuration without issues; `http` must end calls itself when their time is up.
    init(
        configuration: SigningConfiguration,
        http: any HTTPTransport,
        clock: WallClock,
        random: RandomSource,
        log: Logger
    ) {
        self.configuration = configuration
        self.clock = clock
        self.log = log
        trust = CertificateTrust(configuration, http: http, clock: clock, random: random)
        timestamps = TimestampClient(configuration, http: http, clock: clock, random: random)
        do {
            organisationSeal = try configuration.seal.map { [trust] settings in
                try OrganisationSeal(settings, fitness: trust.fitness, clock: clock, log: log)
            }
        } catch {
            organisationSeal = nil
            log.error("the seal cannot be used", metadata: ["why": "\(error)"])
        }
        // Where it has expired, people's own signatures go on without it; the log says so.
        organisationSeal?.standing()
    }

    /// The seal, where there is one that holds now.
    var seal: Seal? { try? organisationSeal?.current() }

    /// The seal, for what cannot be done without.
    func requireSeal() throws(SigningFailure) -> Seal {
        guard let organisationSeal else { throw SigningFailure(.sealUnavailable, "the settings have no seal") }
        return try organisationSeal.current()
    }

    /// A signer's certificate before anything is hashed: path, validity, use, qualification, revocation.
    func check(_ signer: Signer, qualified: Bool) async throws(SigningFailure) -> SignerCertificate {
        var certificates: [Certificate] = []
        for data in signer.certificates.prefix(11) {
            certificates.append(
                try SigningFailure.mapping(unreadable: .certificateInvalid) { () throws(SignatureError) in
                    try Certificate(der: Array(data))
                }
            )
        }
        let found = try trust.person(certificates, scheme: signer.algorithm?.scheme, qualified: qualified)
        for link in found.path.links {
            guard let finding = try await trust.revocation.currentIfNeeded(link.certificate, issuer: link.issuer) else {
                continue
            }
            try SigningFailure.mapping(unreadable: .revocationUnavailable) { () throws(SignatureError) in
                try finding.answer.check(at: clock.now)
            }
        }
        return found.signer
    }

    /// Pairs values with what was prepared, one to one by name; all of them verify, or none is given back.
    func verify(
        _ values: [SigningResult.Value],
        of prepared: [(name: String, document: PreparedDocument)]
    ) throws(SigningFailure) -> [String: SignatureValue] {
        let verified = try SigningFailure.mapping(all: .signatureValueInvalid) {
            () throws(SignatureError) in
            let batch = try SignatureBatch(
                prepared.map { (id: $0.name, toBeSigned: $0.document.toBeSigned) },
                limit: max(prepared.count, 1)
            )
            return try batch.verified(named: values.map { (id: $0.name, value: $0.bytes) })
        }
        return Dictionary(
            zip(prepared.map(\.name), verified.map { SignatureValue(bytes: Data($0.value)) }),
            uniquingKeysWith: { first, _ in first }
        )
    }
}

extension SigningAlgorithm {
    /// The same in the signature module's words.
    var scheme: SignatureScheme {
        switch self {
        case .rsaSHA256: SignatureScheme(.rsa, .sha256)
        case .rsaSHA384: SignatureScheme(.rsa, .sha384)
        case .rsaSHA512: SignatureScheme(.rsa, .sha512)
        case .pssSHA256: SignatureScheme(.rsaPSS, .sha256)
        case .pssSHA384: SignatureScheme(.rsaPSS, .sha384)
        case .pssSHA512: SignatureScheme(.rsaPSS, .sha512)
        case .ecdsaSHA256: SignatureScheme(.ecdsa, .sha256)
        case .ecdsaSHA384: SignatureScheme(.ecdsa, .sha384)
        case .ecdsaSHA512: SignatureScheme(.ecdsa, .sha512)
        }
    }
}
