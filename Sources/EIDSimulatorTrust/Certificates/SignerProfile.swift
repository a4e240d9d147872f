/// What a signer's certificate looks like: right, or wrong in one way.
package enum SignerProfile: String, CaseIterable, Sendable {
    /// As it should be.
    case qualified
    /// Ended yesterday.
    case expired
    /// Begins tomorrow.
    case notYetValid = "not_yet_valid"
    /// Claims nothing about being qualified.
    case withoutStatements = "without_statements"
    /// The key may identify but not commit.
    case withoutNonRepudiation = "without_non_repudiation"
    /// Issued by somebody whom nobody trusts.
    case otherIssuer = "other_issuer"
}
