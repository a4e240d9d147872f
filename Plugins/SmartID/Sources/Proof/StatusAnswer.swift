import EIDMethod
import EIDSignature
import FoundationEssentials

/// What an issuer says about a certificate, verified, by its responder or by its list.
struct StatusAnswer: Sendable {
    let answer: RevocationAnswer
    let isList: Bool

    /// A list may be of megabytes; the answer of a responder never is.
    static let longestEvidence = 64 * 1024

    /// The answer as evidence; `nil` where it is too long to be kept with an identification.
    var evidence: EvidenceItem? {
        guard answer.der.count <= Self.longestEvidence else { return nil }
        return EvidenceItem(
            kind: "certificate_status",
            mediaType: isList ? "application/pkix-crl" : "application/ocsp-response",
            content: Data(answer.der)
        )
    }
}
