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

    /// Files a new code.
    func insert(_ code: String, for grant: Grant, group: String, now: Date) async throws {
        let expiry = now.addingTimeInterval(Double(lifetimes.code))
        let isNew = try await records.insert(
            StoredCode(clientID: grant.clientID, expiresAt: expiry, grant: grant),
            .code,
            id: SealedRecords.id(of: code),
            group: group,
            expiresAt: forgottenAt(expiry)
        )
        guard isNew else { throw StorageFailure.collision }
    }

    /// The code, used or not.
    func load(_ code: String) async throws -> Held<StoredCode>? {
        try await records.load(StoredCode.self, .code, id: SealedRecords.id(of: code))
    }

    /// Marks a code as used and forgets what it stood for; of any number of callers exactly one succeeds.
    func spend(_ code: String, _ held: Held<StoredCode>) async throws -> Bool {
        var spent = held.value
        spent.grant = nil
        return try await records.replace(
            spent,
            .code,
            id: SealedRecords.id(of: code),
            group: held.group,
            expiresAt: forgottenAt(spent.expiresAt),
            ifRevision: held.revision
        )
    }

    // A replay matters as long as a token of the first use may be alive.
    private func forgottenAt(_ expiry: Date) -> Date { expiry.addingTimeInterval(Double(lifetimes.accessToken)) }
}
