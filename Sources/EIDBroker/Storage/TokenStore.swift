import FoundationEssentials

/// What an access token gives access to.
struct StoredToken: Sendable {
    let clientID: String
    let subject: String
    /// The released claims as the text of a JSON object.
    let claims: String
    /// What it is for; a token of one use is nothing to another.
    var use = Use.userInfo

    /// What tokens are for.
    enum Use: String, Sendable {
        /// A person's claims, given to a client.
        case userInfo
        /// The signing interface, for the client itself.
        case signing
    }
}

/// Access tokens, filed under their digest; tokens of one grant share a group.
struct TokenStore: Sendable {
    let records: SealedRecords
    let lifetimes: Lifetimes

    /// Files a new token.
    func insert(_ token: String, _ stored: StoredToken, group: String, now: Date) async throws {
        guard try await records.store.insert(record(of: token, stored, group: group, now: now)) else {
            throw StorageFailure.collision
        }
    }

    /// A new token, to be filed together with the change that entitles to it.
    func record(of token: String, _ stored: StoredToken, group: String, now: Date) throws -> StoredRecord {
        try records.record(
            stored,
            .accessToken,
            id: SealedRecords.id(of: token),
            group: group,
            expiresAt: now.addingTimeInterval(Double(lifetimes.accessToken))
        )
    }

    /// What a token stands for.
    func load(_ token: String) async throws -> StoredToken? {
        try await records.load(StoredToken.self, .accessToken, id: SealedRecords.id(of: token))?.value
    }

    /// Ends one token.
    func remove(_ token: String) async throws {
        _ = try await records.store.take(.accessToken, id: SealedRecords.id(of: token))
    }

    /// Ends every token of a grant.
    func removeGroup(_ group: String) async throws -> Int {
        try await records.store.removeGroup(group, kinds: [.accessToken])
    }
}
