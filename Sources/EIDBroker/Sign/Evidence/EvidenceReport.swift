public import EIDSignature
public import FoundationEssentials

/// What came of verifying evidence.
public struct EvidenceReport: Sendable {
    /// The overall answer: `indeterminate` where nothing failed, and something that carries the evidence could not be checked.
    public typealias Verdict = SignatureReport.Verdict

    /// What the person made.
    public enum Kind: String, CaseIterable, Sendable {
        /// A signature with a qualified certificate of their own.
        case qualified
        /// An advanced signature: a seal of the broker's operator over the documents, and evidence of who approved.
        case advanced
    }

    /// One thing that was looked at.
    public struct Check: Sendable {
        /// What came of it.
        public enum Outcome: String, Sendable {
            /// It is as it should be.
            case passed
            /// It is not.
            case failed
            /// What would be needed to look at it is not there.
            case notPossible = "not possible"
        }

        /// What the check is about.
        public enum Subject: String, Sendable, CaseIterable {
            /// The seal's own value: nothing was changed since.
            case seal
            /// Whose seal it is.
            case sealCertificate = "seal certificate"
            /// Since when the evidence has existed.
            case sealTime = "seal time"
            /// The record inside.
            case record
            /// What the person approved is what the documents' hashes say.
            case commitment
            /// Something the upstream said.
            case item
            /// What the upstream said about the documents.
            case binding
            /// When things happened.
            case timeline
            /// How sure the method was of the person.
            case assurance
            /// What is known of the person.
            case attributes
            /// A file.
            case document
            /// A signature value.
            case signature
            /// A signer's certificate.
            case certificate
            /// Whether a certificate was revoked.
            case revocation
            /// A timestamp of a signature.
            case timestamp
        }

        /// What it is about.
        public let subject: Subject
        /// What came of it.
        public let outcome: Outcome
        /// The same in a sentence.
        public let sentence: String
        /// Whether evidence stays in doubt while this is not possible.
        let isEssential: Bool
    }

    /// What was looked at, in order.
    public internal(set) var checks: [Check] = []
    /// Names the signing; `nil` where the record cannot be read.
    public internal(set) var transaction: String?
    /// Whose transaction it was.
    public internal(set) var client: String?
    /// What the record says that the person made; the verdict covers it.
    public internal(set) var kind: Kind?
    /// When the seal was there at the latest, by a timestamp that holds.
    public internal(set) var sealedAt: Date?

    init() {}

    /// The overall answer.
    public var verdict: Verdict {
        if checks.contains(where: { $0.outcome == .failed }) { return .invalid }
        return checks.contains { $0.outcome == .notPossible && $0.isEssential } ? .indeterminate : .valid
    }

    /// Takes back a time of the seal that its timestamps do not prove after all, and says what is left of it.
    mutating func keepSealTime(_ time: Date?) {
        guard time != sealedAt else { return }
        checks.removeAll { $0.subject == .sealTime && $0.outcome == .passed }
        sealedAt = nil
        if let time { passSealTime(time) }
    }

    mutating func passSealTime(_ time: Date) {
        pass(.sealTime, "Sealed before \(EvidenceTime.text(time)), by a timestamp.")
        sealedAt = time
    }

    mutating func pass(_ subject: Check.Subject, _ sentence: String) {
        checks.append(Check(subject: subject, outcome: .passed, sentence: sentence, isEssential: true))
    }

    mutating func fail(_ subject: Check.Subject, _ sentence: String) {
        checks.append(Check(subject: subject, outcome: .failed, sentence: sentence, isEssential: true))
    }

    /// Something cannot be checked; `essential` where the evidence stays in doubt for it.
    mutating func skip(_ subject: Check.Subject, _ sentence: String, essential: Bool) {
        checks.append(Check(subject: subject, outcome: .notPossible, sentence: sentence, isEssential: essential))
    }
}
