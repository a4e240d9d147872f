import EIDSignature
import FoundationEssentials

/// A signed document, and what evidence needs to know of it.
struct SignedDocument: Sendable {
    /// The file that comes out.
    let bytes: [UInt8]
    /// Its media type.
    let mediaType: String
    /// Its name.
    let fileName: String
    /// How it came about.
    let facts: Facts

    /// How a signature came about.
    struct Facts: Codable, Hashable, Sendable {
        /// A timestamp that is part of the signature.
        struct Timestamp: Codable, Hashable, Sendable {
            /// What it covers.
            enum Kind: String, Codable, Sendable {
                case signature
                case archive
            }

            let kind: Kind
            /// When the authority says that it existed.
            let time: Date
            /// The policy's identifier.
            let policy: String
            /// The token as it was received.
            let token: Data
        }

        let format: SignatureOrder.Format
        let levelRequested: SignatureLevel
        /// Never higher than what stands in the file.
        let levelReached: SignatureLevel
        /// Why the level is lower than requested.
        let shortfall: SigningFailure.Code?
        /// SHA-256 over the document, what was signed, and SHA-256 over the file that came out.
        let documentSHA256, signedDigest, fileSHA256: Data
        let digestAlgorithm: String
        /// The signature value: a number for RSA, `SEQUENCE { r, s }` for ECDSA.
        let value: Data
        let scheme: SignatureScheme
        let holder: SignerCertificate.Holder
        let qualification: Qualification
        /// DER, from the signer's own to the anchor.
        let certificates: [Data]
        /// When the signer says it was signed.
        let signingTime: Date
        let timestamps: [Timestamp]
        /// Responders' answers and revocation lists that were used, as received.
        let responses, lists: [Data]
    }
}
