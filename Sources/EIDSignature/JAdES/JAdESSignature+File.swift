import EIDJOSE

extension JAdESSignature {
    /// One file that is signed without standing inside.
    public struct File: Hashable, Sendable {
        /// The file's name.
        public let name: String
        /// Its digest.
        public let digest: [UInt8]
        /// By which algorithm that is.
        public let algorithm: DigestAlgorithm
        /// Whether the header leaves open that the digest is over the file in base64url.
        let isEncoded: Bool

        init(name: String, digest: [UInt8], algorithm: DigestAlgorithm = .sha256, isEncoded: Bool = true) {
            self.name = name
            self.digest = digest
            self.algorithm = algorithm
            self.isEncoded = isEncoded
        }

        /// Whether the digest is that of a document.
        ///
        /// ETSI TS 119 182-1 §5.2.8.3.3 takes it over the base64url of the document unless `b64` is false; most programs that were
        /// given a hash, as ours is, take it over the document itself.
        func isOf(_ document: [UInt8]) throws(SignatureError) -> Bool {
            if try algorithm.digest(document) == digest { return true }
            guard isEncoded else { return false }
            return try algorithm.digest(Array(Base64URL.encode(document).utf8)) == digest
        }
    }
}
