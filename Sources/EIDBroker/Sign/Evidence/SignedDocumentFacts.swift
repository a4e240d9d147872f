import EIDSignature

/// One document of a signing: what came in, what was signed of it, what went out.
struct SignedDocumentFacts: Hashable, Sendable {
    /// The signature value and what it is over.
    struct Signature: Hashable, Sendable {
        /// The digest that the signer's key was put to: of the signed attributes, not of the document.
        let digest: [UInt8]
        let scheme: SignatureScheme
        /// The value, as the certificate's key made it.
        let value: [UInt8]
        /// The SHA-256 of the signer's certificate, which stands among the record's certificates.
        let certificate: [UInt8]
    }

    /// A file by its hash.
    struct File: Hashable, Sendable {
        let name: String
        let mediaType: String
        /// In bytes; unknown where the client gave a hash only.
        let size: Int?
        let sha256: [UInt8]
    }

    /// As it was handed in.
    let original: File
    let format: SignatureOrder.Format
    let levelRequested: SignatureLevel
    var levelReached: SignatureLevel?
    /// Absent for a signature in a method's own format.
    var signature: Signature?
    /// As it was handed out.
    var result: File?
}
