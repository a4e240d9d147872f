import EIDMethod
import FoundationEssentials

/// What is kept between two steps of a signing: which half it is in, and what the method wants back.
enum SigningLeg: Codable, Sendable {
    /// The way to the signer's certificate.
    case certificate(SigningRequest, state: Data)
    /// The way to the person's approval, with the certificate as it was checked.
    case approval(SigningRequest, state: Data, signer: Signer, certificate: SignerCertificate?)
    /// An identity verification whose evidence the organisation seals.
    case verification(MethodRequest, state: Data)
    /// Values that were verified, or a seal that can be made again: only the documents remain to be completed.
    case values(SigningProof)

    /// The value that the upstream echoes as `state`.
    var callbackState: String? {
        switch self {
        case .certificate(let request, _), .approval(let request, _, _, _): request.callbackState
        case .verification(let request, _): request.callbackState
        case .values: nil
        }
    }

    /// The provider's state.
    var state: Data? {
        switch self {
        case .certificate(_, let state), .approval(_, let state, _, _), .verification(_, let state): state
        case .values: nil
        }
    }
}

/// What proves that the person approved: enough to complete the documents and the evidence at any time.
struct SigningProof: Codable, Sendable {
    /// The certificate that signs: the person's, or the seal's.
    let certificate: SignerCertificate
    /// The raw values by the names of the digests.
    let values: [String: SignatureValue]
    /// Who approved, as far as a method proved it.
    let identity: VerifiedIdentity?
    /// The person at the upstream.
    let upstreamSubject: UpstreamSubject?
    /// Answers as received.
    let evidence: [EvidenceItem]
    /// What the person did: sign, or prove who they are.
    let type: MethodType
}
