public import FoundationEssentials

/// What a record is; ids of different kinds never meet.
public enum RecordKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// One sign-in in progress.
    case transaction
    /// An authorization code, or what remains of a redeemed one.
    case code
    /// An access token.
    case accessToken
    /// The `jti` of a client assertion that was used.
    case assertion
    /// What is known of a document.
    case document
    /// A piece of a document.
    case documentPart
    /// A signing: documents, wishes, and where it stands.
    case signing
    /// The key by which a client asks for the same thing twice without getting it twice.
    case idempotencyKey
    /// What a client's webhook has not been told yet.
    case event
    /// What shows that the storage secret is still the same; one for each store, which never expires.
    case storageSecret
    /// What shows that subjects are still derived from the same secret; one for each store, which never expires.
    case subjectSecret
    /// What is written to see whether anything can be; it has expired when it comes.
    case trial
}

/// One record: a sealed body and the few fields that an engine needs to see.
public struct StoredRecord: Sendable, Hashable {
    /// What it is.
    public var kind: RecordKind
    /// Its name within the kind, compared as bytes; for a secret, the SHA-256 of it.
    public var id: String
    /// Records to be removed together share a group.
    public var group: String?
    /// Counts the changes; a store raises it with each `replace`.
    public var revision: Int
    /// From this moment on the record does not exist.
    public var expiresAt: Date
    /// Encrypted; an engine never reads it.
    public var body: [UInt8]

    /// Makes a record.
    public init(
        kind: RecordKind,
        id: String,
        group: String? = nil,
        revision: Int = 0,
        expiresAt: Date,
        body: [UInt8]
    ) {
        self.kind = kind
        self.id = id
        self.group = group
        self.revision = revision
        self.expiresAt = expiresAt
        self.body = body
    }
}

/// A storage engine: nine operations over sealed bytes, each of them atomic.
///
/// An engine passes `StoreConformance`. Expired records are invisible to all but `removeExpired`.
public protocol RecordStore: Sendable {
    /// Adds a record; `false` when one of that kind and id exists and has not expired.
    func insert(_ record: StoredRecord) async throws -> Bool
    /// The record of a kind and id.
    func load(_ kind: RecordKind, id: String) async throws -> StoredRecord?
    /// Puts a record in the place of the one with the same kind, id and this revision, as revision `ifRevision + 1`;
    /// `false` when there is none.
    func replace(_ record: StoredRecord, ifRevision: Int) async throws -> Bool
    /// Replaces one record as above and adds another, both or neither; `false` when the first cannot be replaced or one of the
    /// other's kind and id exists and has not expired.
    func replace(_ record: StoredRecord, ifRevision: Int, adding other: StoredRecord) async throws -> Bool
    /// Removes a record and returns it; of any number of callers exactly one gets it.
    func take(_ kind: RecordKind, id: String) async throws -> StoredRecord?
    /// Removes the records of a group that are of these kinds; returns how many.
    func removeGroup(_ group: String, kinds: [RecordKind]) async throws -> Int
    /// The ids of a group's records of one kind, those that expire first at the front, at most `limit`.
    func members(of group: String, kind: RecordKind, limit: Int) async throws -> [String]
    /// Any one record of these kinds; `nil` where there is none.
    func anyRecord(of kinds: [RecordKind]) async throws -> StoredRecord?
    /// Removes at most `limit` records that expired by then; returns how many.
    func removeExpired(before: Date, limit: Int) async throws -> Int
}
