import EIDSignature
public import FoundationEssentials

/// How the organisation's seal stands at a moment: whether it can be used, until when, and what an operator should do.
public struct SealStanding: Sendable, Hashable {
    /// What can be said in a word.
    public enum Status: String, Sendable, CaseIterable {
        /// It can be used.
        case good = "ok"
        /// It can be used, and ends within thirty days.
        case endsSoon = "ends_soon"
        /// Its time is over, or that of an issuer.
        case expired
        /// Its time has not come, or that of an issuer has not.
        case notYetValid = "not_yet_valid"
        /// Something other than time speaks against it.
        case unusable
    }

    /// How long before its end an operator hears of it, in seconds.
    static let notice: TimeInterval = 30 * 86_400

    /// What can be said in a word.
    public let status: Status
    /// When it ends, or ended; `nil` where that is not the matter.
    public let end: Date?
    /// The same for the operator, about the certificate: what is the matter, and what to do.
    let sentence: String

    /// A standing with a sentence for the operator.
    package init(_ status: Status, end: Date?, sentence: String = "") {
        (self.status, self.end, self.sentence) = (status, end, sentence)
    }

    /// Judges a seal that was found fit for a lifetime, or was not.
    init(of certificates: [Certificate], _ found: Result<ClosedRange<Date>, SigningFailure>, at now: Date) {
        let consequence = "there are no advanced signatures, and evidence is sealed with the broker's own key"
        switch found {
        case .success(let lifetime):
            let end = lifetime.upperBound
            self.end = end
            status = end < now.addingTimeInterval(Self.notice) ? .endsSoon : .good
            sentence = "ends at \(EvidenceTime.text(end)): renew it before, or \(consequence)"
        case .failure(let failure) where failure.code == .certificateExpired:
            // Whoever is the first to end, or the last to begin, decides.
            let (begin, end) = (certificates.map(\.notBefore).max(), certificates.map(\.notAfter).min())
            self.end = end
            if let begin, begin > now {
                status = .notYetValid
                sentence =
                    "is not valid before \(EvidenceTime.text(begin)): use the earlier one until then, or see to "
                    + "the clock; meanwhile \(consequence)"
            } else {
                status = .expired
                let ended = end.map { " at \(EvidenceTime.text($0))" } ?? ""
                sentence =
                    "has expired\(ended), or one of its issuers has: renew it and start the broker again; until "
                    + "then \(consequence)"
            }
        case .failure(let failure):
            status = .unusable
            end = nil
            sentence = "\(Self.advice(on: failure)); until then \(consequence)"
        }
    }

    /// What is wrong with a certificate, or with the chain behind it, and what would be right.
    static func advice(on failure: SigningFailure) -> String {
        switch failure.code {
        case .signerNotEligible:
            "may not seal (\(failure.detail)): order one for electronic seals, whose key usage has digitalSignature or "
                + "contentCommitment and whose extended key usage, if any, documentSigning or emailProtection, and put "
                + "it before its issuers"
        default:
            "does not lead to the last one of the file (\(failure.detail)): put behind each certificate the one that "
                + "issued it, at most ten in all"
        }
    }

    /// Whether anything can be sealed now.
    public var isUsable: Bool { status == .good || status == .endsSoon }
}
