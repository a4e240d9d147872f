import EIDMethod

/// What the method of a signing hears outside its steps.
extension SigningFlow {
    /// Tells the method that nobody waits for its answer any more.
    func abandon(_ transaction: SigningTransaction) async {
        guard let method = transaction.methodID.flatMap({ parts.broker.choice[$0] }) else { return }
        switch transaction.leg {
        case .verification(let request, let state): await method.abandon(request, from: Array(state))
        case .certificate(let request, let state), .approval(let request, let state, _, _):
            await method.signing?.abandon(request, from: Array(state))
        case .values, nil: return
        }
    }
}
