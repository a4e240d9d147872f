import EIDMethod

extension SigningTransaction {
    /// What an upstream may show the person: the policy and the commitment that every signature will name.
    ///
    /// Whatever is not in each of them is not announced.
    var announcedPolicy: SigningRequest.Policy? {
        guard let policy, documents.allSatisfy({ $0.order.format.carriesPolicy }) else { return nil }
        let commitments = Set(documents.map { policy.commitment ?? $0.order.commitment })
        return SigningRequest.Policy(
            identifier: policy.identifier,
            commitment: commitments.count == 1 ? commitments.first ?? nil : nil
        )
    }
}
