/// A signing that one step holds: every change goes over the revision before, so that whoever was overtaken notices.
struct SigningClaim: Sendable {
    var transaction: SigningTransaction
    private var revision: Int
    private let store: SigningStore

    init(_ held: Held<SigningTransaction>, in store: SigningStore) {
        transaction = held.value
        revision = held.revision
        self.store = store
    }

    /// The signing as the store has it.
    var held: Held<SigningTransaction> { Held(value: transaction, revision: revision, group: nil) }

    /// Saves the signing as it is now; throws when somebody else has changed it.
    mutating func save() async throws {
        guard try await store.replace(transaction, ifRevision: revision) else {
            throw SigningPageFailure(.alreadyAnswered, transaction)
        }
        revision += 1
    }
}
