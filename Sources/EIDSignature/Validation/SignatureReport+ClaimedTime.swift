import FoundationEssentials

extension SignatureReport {
    /// How far the signer's clock may be ahead: whoever takes their own time zone for UTC is off by less.
    private static let patience: TimeInterval = 24 * 3600

    /// Whether the signer says that the signature was made after it is proven to have existed; clocks may differ by a minute.
    public var claimsLaterThanProven: Bool { isAhead(by: RevocationLimits().skew) }

    /// A signature that is said to be younger than its own timestamps: somebody's clock is wrong, or somebody lies
    /// (ETSI EN 319 102-1 §5.5.4 compares both times).
    mutating func checkClaimedTime() {
        guard isAhead(by: Self.patience) else { return }
        findings.append(
            SignatureError(.timestampFailed, "the signature is said to have been made after a timestamp over it")
        )
    }

    private func isAhead(by limit: TimeInterval) -> Bool {
        guard let claimedTime, let provenTime else { return false }
        return claimedTime > provenTime + limit
    }
}
