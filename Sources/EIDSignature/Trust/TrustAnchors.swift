public import FoundationEssentials

/// The certificates at which a path may end: those of the operator's configuration or of a trusted list.
public struct TrustAnchors: Sendable {
    /// What the end of a path is used for.
    public enum Purpose: Sendable {
        /// Signing documents; the signer's own rules say the rest.
        case signing
        /// Issuing timestamps: a critical extended key usage with nothing else.
        case timestamping
    }

    /// The certificates, roots or issuers below them.
    public let certificates: [Certificate]

    /// Trusts these certificates, and whatever they issued.
    public init(_ certificates: [Certificate]) { self.certificates = certificates }

    /// How many ways are tried before a path counts as not found.
    private static let mostTries = 8

    /// Finds and verifies a path from a certificate to an anchor at a moment; revocation is checked apart from this.
    ///
    /// An issuer may have several certificates of one name and key, by other roots or by nobody: where a path breaks, it is
    /// looked for without the certificate at which it broke, a few times at most.
    public func path(
        for leaf: Certificate,
        through intermediates: [Certificate] = [],
        at date: Date,
        purpose: Purpose = .signing
    ) throws(SignatureError) -> CertificatePath {
        let search = try PathSearch(leaf: leaf, anchors: certificates, date: date, purpose: purpose)
        var ways = [intermediates]
        var refusal: SignatureError?
        var tries = 0
        while tries < min(ways.count, Self.mostTries) {
            let way = ways[tries]
            tries += 1
            switch try search.path(through: way) {
            case .success(let path): return path
            case .failure(let broken):
                // What was said first is about the way that an author meant.
                refusal = refusal ?? broken.error
                for suspect in broken.suspects where way.contains(where: { $0.der == suspect }) {
                    ways.append(way.filter { $0.der != suspect })
                }
            }
        }
        throw refusal ?? OpenSSLError.unavailable("no path")
    }
}
