public import FoundationEssentials

/// Who signs, as the method knows them.
public struct Signer: Sendable, Codable, Hashable {
    /// The person at the upstream, where it names one; the same in both halves of a signing.
    public var subject: UpstreamSubject?
    /// DER, the signer's own first, then what is known of its chain; empty for a native signature.
    public var certificates: [Data]
    /// How values are made; `nil` for a native signature.
    public var algorithm: SigningAlgorithm?

    /// Makes a signer.
    public init(subject: UpstreamSubject? = nil, certificates: [Data], algorithm: SigningAlgorithm?) {
        self.subject = subject
        self.certificates = certificates
        self.algorithm = algorithm
    }
}

/// One digest that the person approves.
public struct SigningDigest: Sendable, Codable, Hashable {
    /// Its name within the approval, unique there: letters, digits and hyphens.
    public let name: String
    /// The digest: of what is signed, or, for a native signature, of the document itself.
    public let bytes: Data
    /// The document's name, for the person.
    public let documentName: String

    /// Makes a digest.
    public init(name: String, bytes: Data, documentName: String) {
        self.name = name
        self.bytes = bytes
        self.documentName = documentName
    }
}

/// What came of a signing.
public struct SigningResult: Sendable {
    /// One value of a digest.
    public struct Value: Sendable, Hashable {
        /// The digest's name.
        public let name: String
        /// The raw signature value; ECDSA as DER or as r‖s.
        public let bytes: [UInt8]

        /// Makes a value.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// A signature in the method's own format.
    public struct Native: Sendable {
        /// The signature as received, verified by the provider.
        public let evidence: EvidenceItem
        /// Who signed, as the method proved it.
        public let identity: VerifiedIdentity

        /// Makes a native signature.
        public init(evidence: EvidenceItem, identity: VerifiedIdentity) {
            self.evidence = evidence
            self.identity = identity
        }
    }

    /// Who approved, as the method saw them in the second half; the broker compares it with `.ready`.
    ///
    /// Where the upstream does not name the signer again, this is the one of `.ready`; there the values prove it, which the
    /// broker verifies under the signer's certificate.
    public let signer: Signer
    /// A value for each digest; empty for a native signature.
    public let values: [Value]
    /// The native signature, from a method of that kind.
    public let native: Native?
    /// What else proves it: answers as received.
    public let evidence: [EvidenceItem]

    /// Makes a result.
    public init(signer: Signer, values: [Value] = [], native: Native? = nil, evidence: [EvidenceItem] = []) {
        self.signer = signer
        self.values = values
        self.native = native
        self.evidence = evidence
    }
}
