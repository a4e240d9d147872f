import EIDSignature
import FoundationEssentials

/// A document whose signature lacks only its value; it is stored between the two halves, without the document.
struct PreparedDocument: Codable, Hashable, Sendable {
    /// What was prepared, by format.
    enum Content: Codable, Hashable, Sendable {
        case pades(PreparedPAdES)
        /// Detached, enveloping, or over the manifest of a container.
        case cades(PreparedCAdES)
        /// Over a hash.
        case jades(PreparedJAdES)
        /// With the document inside: its header, and the digest over header and document.
        case jadesEnveloping(header: String, ToBeSigned)
        case raw(ToBeSigned)
    }

    /// The document's name and its media type, by its content.
    let name, mediaType: String
    /// SHA-256 over the document.
    let sha256: Data
    let format: SignatureOrder.Format
    let level: SignatureLevel
    let acceptableLevel: SignatureLevel?
    let signer: SignerCertificate
    /// When the signer says it was signed.
    let signingTime: Date
    let content: Content

    /// What the signer puts their key to.
    var toBeSigned: ToBeSigned {
        switch content {
        case .pades(let prepared): prepared.toBeSigned
        case .cades(let prepared): prepared.toBeSigned
        case .jades(let prepared): prepared.toBeSigned
        case .jadesEnveloping(_, let digest), .raw(let digest): digest
        }
    }

    /// The digest for the signer.
    var digest: [UInt8] { toBeSigned.digest }
}
