import EIDSignature
import FoundationEssentials

/// Whether a certificate may sign, by what is at hand: its own words, its path, and the trusted lists.
///
/// Nobody is asked.
struct CertificateFitness: Sendable {
    let anchors: TrustAnchors
    private let lists: [TrustedList]

    init(_ configuration: SigningConfiguration) {
        var certificates = configuration.anchors
        for list in configuration.trustedLists { certificates += list.anchors.certificates }
        anchors = TrustAnchors(certificates)
        lists = configuration.trustedLists
    }

    /// A person's certificate as a method gave it, before anything is hashed for it.
    func person(
        _ certificates: [Certificate],
        scheme: SignatureScheme?,
        qualified: Bool,
        at now: Date
    ) throws(SigningFailure) -> (signer: SignerCertificate, path: CertificatePath) {
        try fit(
            certificates,
            anchors: anchors,
            scheme: scheme,
            purpose: qualified ? .qualifiedSignature : .signature,
            holder: .person,
            at: now
        )
    }

    /// The organisation's own certificate; the operator vouches for the last one of its chain.
    func seal(
        _ certificates: [Certificate],
        at now: Date
    ) throws(SigningFailure) -> (signer: SignerCertificate, path: CertificatePath) {
        let own = TrustAnchors(anchors.certificates + certificates.suffix(1))
        return try fit(certificates, anchors: own, scheme: nil, purpose: .seal, holder: .organisation, at: now)
    }

    /// The path once more, as of now; certificates expire between the two halves as well.
    func path(of signer: SignerCertificate, at now: Date) throws(SigningFailure) -> CertificatePath {
        let certificates = try signer.certificates()
        guard let leaf = certificates.first, let top = certificates.last else {
            throw SigningFailure(.internalError, "a signer without a certificate")
        }
        // A seal's chain ends where the operator says, a person's at an anchor that is still one.
        guard signer.holder == .organisation || anchors.certificates.contains(top) else {
            throw SigningFailure(.certificateUntrusted, "the anchor of the path is none any more")
        }
        return try Self.path(leaf, certificates, TrustAnchors([top]), at: now)
    }

    private func fit(
        _ certificates: [Certificate],
        anchors: TrustAnchors,
        scheme: SignatureScheme?,
        purpose: SignerRules.Purpose,
        holder: SignerCertificate.Holder,
        at now: Date
    ) throws(SigningFailure) -> (signer: SignerCertificate, path: CertificatePath) {
        guard let leaf = certificates.first, certificates.count <= 10 else {
            throw SigningFailure(.certificateInvalid, "\(certificates.count) certificates")
        }
        // Where there are lists, they say what is qualified, also of certificates that do not say it themselves.
        let asks = purpose == .qualifiedSignature && !lists.isEmpty ? .signature : purpose
        try SigningFailure.mapping(unreadable: .certificateInvalid) { () throws(SignatureError) in
            try SignerRules(asks).check(leaf, at: now)
        }
        guard let scheme = scheme ?? leaf.key.defaultScheme else {
            throw SigningFailure(.signerNotEligible, "the key is of a kind that cannot sign")
        }
        // The scheme comes from the method: it must be one that this key can do.
        try SigningFailure.mapping(unreadable: .certificateInvalid) { () throws(SignatureError) in
            let probe = [UInt8](repeating: 0, count: scheme.digest.length)
            _ = try ToBeSigned(digest: probe, certificate: leaf, scheme: scheme)
        }
        let path = try Self.path(leaf, certificates, anchors, at: now)
        let qualification = Qualification(path, lists: lists, isSeal: holder == .organisation, at: now)
        guard purpose != .qualifiedSignature || lists.isEmpty || qualification == .qualified else {
            throw SigningFailure(.certificateNotQualified, "no trusted list has it as qualified for signatures")
        }
        let signer = SignerCertificate(
            holder: holder,
            path: path,
            scheme: scheme,
            qualification: qualification,
            checkedAt: now
        )
        return (signer, path)
    }

    private static func path(
        _ leaf: Certificate,
        _ certificates: [Certificate],
        _ anchors: TrustAnchors,
        at now: Date
    ) throws(SigningFailure) -> CertificatePath {
        try SigningFailure.mapping(unreadable: .certificateInvalid) { () throws(SignatureError) in
            try anchors.path(for: leaf, through: Array(certificates.dropFirst()), at: now)
        }
    }
}
