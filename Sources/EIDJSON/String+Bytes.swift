extension StringProtocol {
    /// Whether both texts are the same bytes in UTF-8.
    ///
    /// Swift's `==` takes canonically equivalent texts for equal, so it must not decide about issuers, subjects, nonces,
    /// redirect targets, key identifiers or claim names.
    @inlinable
    public func sameBytes(as other: some StringProtocol) -> Bool {
        // Over bare memory where both have it: every check of every request ends here.
        let fast = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                left.count == right.count && left.elementsEqual(right)
            }
        }
        return (fast ?? nil) ?? utf8.elementsEqual(other.utf8)
    }
}

extension Optional where Wrapped: StringProtocol {
    /// Whether there is a text and it is the same bytes as the other.
    @inlinable
    public func sameBytes(as other: some StringProtocol) -> Bool {
        map { $0.sameBytes(as: other) } ?? false
    }
}
