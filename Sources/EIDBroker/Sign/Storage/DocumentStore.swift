import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// Documents in sealed parts, so that no upload and no download has to be in memory as a whole.
struct DocumentStore: Sendable {
    /// What a document weighs too much for, or what became of its sender.
    enum Refusal: Error, Equatable {
        case tooLarge
        case empty
        /// The sender said another size, or went away.
        case incomplete
        /// As many open signings need it as may.
        case inUse
    }

    /// What became of the wish to forget a document.
    enum Removal: Equatable {
        /// It is forgotten; of any number of callers exactly one hears this.
        case removed(StoredDocument)
        /// It was not there any more.
        case gone
        /// An open signing needs it.
        case held
    }

    /// Whether a signing is open; `nil` for one that is not in the store.
    typealias SigningState = (_ signing: String) async throws -> Bool?

    /// Bytes of a part; the last one may have fewer.
    static let partBytes = 256 * 1024

    let records: SealedRecords
    let random: RandomSource

    /// Stores what comes in and describes it; a refused document leaves nothing behind.
    func insert(
        _ body: some AsyncSequence<[UInt8], any Error>,
        name: String,
        mediaType: String,
        clientID: String,
        limit: Int,
        declaredSize: Int? = nil,
        expiresAt: Date,
        countedAt: Date? = nil
    ) async throws -> StoredDocument {
        let id = random.token(bytes: 16)
        do {
            let (size, parts, digest) = try await write(body, id: id, limit: limit, expiresAt: expiresAt)
            guard declaredSize == nil || declaredSize == size else { throw Refusal.incomplete }
            guard size > 0 else { throw Refusal.empty }
            let document = StoredDocument(
                id: id,
                clientID: clientID,
                name: name,
                mediaType: mediaType,
                size: size,
                sha256: Data(digest),
                parts: parts,
                expiresAt: expiresAt,
                countedAt: countedAt
            )
            let record = CodedRecord(document)
            guard try await records.insert(record, .document, id: id, group: id, expiresAt: expiresAt) else {
                throw StorageFailure.collision
            }
            return document
        } catch {
            _ = try? await records.store.removeGroup(id, kinds: [.documentPart])
            throw error
        }
    }

    /// Stores bytes that are at hand.
    func insert(_ bytes: [UInt8], name: String, mediaType: String, clientID: String, expiresAt: Date) async throws
        -> StoredDocument
    {
        let body = AsyncThrowingStream<[UInt8], any Error> { continuation in
            continuation.yield(bytes)
            continuation.finish()
        }
        return try await insert(
            body,
            name: name,
            mediaType: mediaType,
            clientID: clientID,
            limit: .max,
            expiresAt: expiresAt
        )
    }

    /// The description of a document.
    func load(_ id: String) async throws -> StoredDocument? {
        guard id.utf8.count == 22 else { return nil }
        return try await records.load(coded: StoredDocument.self, .document, id: id)?.value
    }

    /// Keeps what looking at a document gave; whoever else looked meanwhile found the same.
    func note(_ finding: StoredDocument.Finding, of document: StoredDocument) async throws {
        try await update(document.id) { $0.finding = finding }
    }

    /// The whole document, the very bytes that its digest was made of.
    ///
    /// They are not hashed again: a part was sealed while it was hashed, and it opens only unchanged, and only as this part of
    /// this document (`SealedRecords`), whose name is random and never given a second time. What is cut, exchanged or moved does
    /// not open, what is missing shows here, and how many parts there are is sealed as well.
    func bytes(of document: StoredDocument) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(document.size)
        for index in 0..<document.parts { bytes += try await part(index, of: document) }
        guard bytes.count == document.size else { throw Refusal.incomplete }
        return bytes
    }

    /// The document part by part, read when the reader wants the next one.
    func stream(of document: StoredDocument) -> AsyncThrowingStream<[UInt8], any Error> {
        let next = PartCounter()
        return AsyncThrowingStream {
            let index = await next.next()
            return index < document.parts ? try await part(index, of: document) : nil
        }
    }

    /// Keeps a document for a signing, and for longer where that lives longer.
    ///
    /// What the client's quota counts it counts anew from now on, as long as the document lives; the caller tells it when the
    /// document was counted before.
    func hold(_ id: String, for holder: StoredDocument.Holder, until date: Date, isOpen: SigningState) async throws
        -> (document: StoredDocument, countedBefore: Date?)
    {
        guard let document = try await load(id) else { throw Refusal.incomplete }
        if document.expiresAt < date { try await prolongParts(of: document, until: date) }
        var over: Set<StoredDocument.Holder> = []
        if let holders = document.holders, holders.count >= Self.mostHolders {
            for other in holders where try await !Self.holds(other, isOpen, at: holder.since) { over.insert(other) }
            guard over.count > holders.count - Self.mostHolders else { throw Refusal.inUse }
        }
        var countedBefore: Date?
        let held = try await update(id) { document in
            countedBefore = document.countedAt
            if let moment = document.countedAt { document.countedAt = max(moment, holder.since) }
            document.expiresAt = max(document.expiresAt, date)
            document.holders = (document.holders ?? []).filter { !over.contains($0) && $0 != holder } + [holder]
        }
        guard let held else { throw Refusal.incomplete }
        return (held, countedBefore)
    }

    /// Forgets a document that no open signing needs, other than the one that gives it up.
    func remove(_ id: String, heldBy signing: String? = nil, unlessHeld isOpen: SigningState, at now: Date) async throws
        -> Removal
    {
        while let held = try await records.load(coded: StoredDocument.self, .document, id: id) {
            var document = held.value
            document.holders?.removeAll { $0.signing.sameBytes(as: signing ?? "") }
            var isNeeded = false
            for holder in document.holders ?? [] where try await Self.holds(holder, isOpen, at: now) {
                isNeeded = true
                break
            }
            // Out of sight first, over this very revision: whoever would hold it now finds it gone.
            if !isNeeded { document.expiresAt = .distantPast }
            guard try await save(document, over: held.revision) else { continue }
            if isNeeded { return .held }
            try await remove(id)
            return .removed(document)
        }
        return .gone
    }

    /// How many signings may name a document before those are forgotten that are over.
    static let mostHolders = 100

    /// One that is not in the store may be about to come there, for a minute.
    private static func holds(_ holder: StoredDocument.Holder, _ isOpen: SigningState, at now: Date) async throws
        -> Bool
    {
        try await isOpen(holder.signing) ?? (holder.since > now.addingTimeInterval(-60))
    }

    private func prolongParts(of document: StoredDocument, until date: Date) async throws {
        for index in 0..<document.parts {
            while true {
                // The sealed bytes stay as they are: kind and id are bound to them, the time is not.
                guard var record = try await records.store.load(.documentPart, id: "\(document.id).\(index)") else {
                    throw Refusal.incomplete
                }
                // Another signing may have given a longer life meanwhile, and needs it.
                guard record.expiresAt < date else { break }
                record.expiresAt = date
                if try await records.store.replace(record, ifRevision: record.revision) { break }
            }
        }
    }

    /// Forgets a document.
    func remove(_ id: String) async throws {
        _ = try await records.store.take(.document, id: id)
        _ = try await records.store.removeGroup(id, kinds: [.documentPart])
    }

    /// Changes a description as it is now, again where somebody else changed it meanwhile; `nil` where it is gone.
    @discardableResult
    private func update(_ id: String, _ change: (inout StoredDocument) -> Void) async throws -> StoredDocument? {
        while let held = try await records.load(coded: StoredDocument.self, .document, id: id) {
            var document = held.value
            change(&document)
            if try await save(document, over: held.revision) { return document }
        }
        return nil
    }

    private func save(_ document: StoredDocument, over revision: Int) async throws -> Bool {
        try await records.replace(
            CodedRecord(document),
            .document,
            id: document.id,
            group: document.id,
            expiresAt: document.expiresAt,
            ifRevision: revision
        )
    }

    private func write(
        _ body: some AsyncSequence<[UInt8], any Error>,
        id: String,
        limit: Int,
        expiresAt: Date
    ) async throws -> (size: Int, parts: Int, digest: [UInt8]) {
        let digest = RunningDigest()
        var pending: [UInt8] = []
        var size = 0
        var parts = 0
        for try await piece in body {
            guard piece.count <= limit - size else { throw Refusal.tooLarge }
            size += piece.count
            digest.update(piece)
            var rest = piece[...]
            while !rest.isEmpty {
                let taken = rest.prefix(Self.partBytes - pending.count)
                pending += taken
                rest = rest.dropFirst(taken.count)
                guard pending.count == Self.partBytes else { continue }
                try await insert(pending, at: parts, of: id, expiresAt)
                pending.removeAll(keepingCapacity: true)
                parts += 1
            }
        }
        if !pending.isEmpty {
            try await insert(pending, at: parts, of: id, expiresAt)
            parts += 1
        }
        return (size, parts, try digest.finish())
    }

    private func insert(_ bytes: [UInt8], at index: Int, of id: String, _ expiresAt: Date) async throws {
        let isNew = try await records.insert(
            BytesRecord(bytes),
            .documentPart,
            id: "\(id).\(index)",
            group: id,
            expiresAt: expiresAt
        )
        guard isNew else { throw StorageFailure.collision }
    }

    private func part(_ index: Int, of document: StoredDocument) async throws -> [UInt8] {
        let held = try await records.load(BytesRecord.self, .documentPart, id: "\(document.id).\(index)")
        guard let held else { throw Refusal.incomplete }
        return held.value.bytes
    }
}
