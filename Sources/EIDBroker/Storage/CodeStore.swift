import FoundationEssentials

/// What a code stands for, and whether it has been used.
struct StoredCode: Sendable {
    let clientID: String
    /// From here on the code is refused; the record stays for a while to notice replays.
    let expiresAt: Date
    /// Gone once the code was used.
    var grant: Grant?
}

/// Authorization codes, filed under their digest.
struct CodeStore: Sendable {
    let records: SealedRecords
    let lifetimes: Lifetimes

    /// Files a new code, in one step with the change of a transaction that it comes of; `false` where somebody else changed
    /// that first.
    func insert(
        _ code: String,
        for grant: Grant,
        group: String,
        now: Date,
        with change: (record: StoredRecord, revision: Int)? = nil
    ) async throws -> Bool {
        let expiry = now.addingTimeInterval(Double(lifetimes.code))
        let record = try records.record(
            StoredCode(clientID: grant.clientID, expiresAt: expiry, grant: grant),
            .code,
            id: SealedRecords.id(of: code),
            group: group,
            expiresAt: forgottenAt(expiry)
        )
        if let change {
            return try await records.store.replace(change.record, ifRevision: change.revision, adding: record)
        }
        guard try await records.store.insert(record) else { throw StorageFailure.collision }
        return true
    }

    /// The code, used or not.
    func load(_ code: String) async throws -> Held<StoredCode>? {
        try await records.load(StoredCode.self, .code, id: SealedRecords.id(of: code))
    }

    /// Marks a code as used and forgets what it stood for; of any number of callers exactly one succeeds.
    func spend(_ code: String, _ held: Held<StoredCode>) async throws -> Bool {
        try await records.store.replace(spent(code, held), ifRevision: held.revision)
    }

    /// Spends a code for a token, in one step: whoever finds the code spent finds the token as well, and can end it.
    func spend(_ code: String, _ held: Held<StoredCode>, for token: StoredRecord) async throws -> Bool {
        try await records.store.replace(spent(code, held), ifRevision: held.revision, adding: token)
    }

    private func spent(_ code: String, _ held: Held<StoredCode>) throws -> StoredRecord {
        var spent = held.value
        spent.grant = nil
        return try records.record(
            spent,
            .code,
            id: SealedRecords.id(of: code),
            group: held.group,
            expiresAt: forgottenAt(spent.expiresAt)
        )
    }

    // A replay matters as long as a token of the first use may be alive.
    private func forgottenAt(_ expiry: Date) -> Date { expiry.addingTimeInterval(Double(lifetimes.accessToken)) }
}
