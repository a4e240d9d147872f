import EIDJOSE
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker

/// What somebody who can write to the store, and has no key, does to the parts of a document.
///
/// This is all that stands between a stored document and its digest, since it is not hashed again when it is read.
@Suite("A stored document is not handed out") struct StoredPartTests {
    private let memory: any RecordStore
    private let documents: DocumentStore
    private let clock = TestClock()

    init() throws {
        memory = InMemoryRecordStore(clock: clock.wall)
        let records = try SealedRecords(store: memory, secret: Array("storage secret of 32 bytes or so".utf8))
        documents = DocumentStore(records: records, random: RandomSource { SecureRandom.bytes($0) })
    }

    private func insert(_ bytes: [UInt8]) async throws -> StoredDocument {
        try await documents.insert(
            bytes,
            name: "a.bin",
            mediaType: "application/octet-stream",
            clientID: "shop",
            expiresAt: clock.now + 3600
        )
    }

    /// Three parts, the last one shorter.
    private var bytes: [UInt8] { (0..<(2 * DocumentStore.partBytes + 7)).map { UInt8(truncatingIfNeeded: $0 / 1000) } }

    private func body(_ id: String, _ kind: RecordKind = .documentPart) async throws -> [UInt8] {
        try #require(try await memory.load(kind, id: id)).body
    }

    private func write(_ body: [UInt8], to id: String, _ kind: RecordKind = .documentPart) async throws {
        var record = try #require(try await memory.load(kind, id: id))
        record.body = body
        #expect(try await memory.replace(record, ifRevision: record.revision))
    }

    private func expectRefused(_ document: StoredDocument) async throws {
        await #expect(throws: (any Error).self) { try await documents.bytes(of: document) }
        await #expect(throws: (any Error).self) {
            for try await _ in documents.stream(of: document) {}
        }
    }

    @Test("unless nothing was done to it") func untouched() async throws {
        let document = try await insert(bytes)
        #expect(document.parts == 3 && Array(document.sha256) == SHA256.digest(bytes))
        #expect(try await documents.bytes(of: document) == bytes)
    }

    @Test("with two parts in each other's place") func reordered() async throws {
        let document = try await insert(bytes)
        let (first, second) = (try await body("\(document.id).0"), try await body("\(document.id).1"))
        try await write(second, to: "\(document.id).0")
        try await write(first, to: "\(document.id).1")
        try await expectRefused(document)
    }

    @Test("with the part of another document, though it has the same bytes") func exchanged() async throws {
        let (document, other) = (try await insert(bytes), try await insert(bytes))
        try await write(try await body("\(other.id).2"), to: "\(document.id).2")
        try await expectRefused(document)
        #expect(try await documents.bytes(of: other) == bytes)
    }

    @Test("with a part that was cut", arguments: [0, 1, 27, 28, 29]) func truncated(_ length: Int) async throws {
        let document = try await insert(bytes)
        let part = try await body("\(document.id).2")
        for count in [length, part.count - 1] {
            try await write(Array(part.prefix(count)), to: "\(document.id).2")
            try await expectRefused(document)
        }
    }

    @Test("with a changed byte, wherever it is", arguments: [0, 11, 12, 1000, -16, -1])
    func changed(_ place: Int) async throws {
        let document = try await insert(bytes)
        var part = try await body("\(document.id).1")
        part[place < 0 ? part.count + place : place] ^= 1
        try await write(part, to: "\(document.id).1")
        try await expectRefused(document)
    }

    @Test("without one of its parts", arguments: 0..<3) func missing(_ index: Int) async throws {
        let document = try await insert(bytes)
        #expect(try await memory.take(.documentPart, id: "\(document.id).\(index)") != nil)
        await #expect(throws: DocumentStore.Refusal.incomplete) { try await documents.bytes(of: document) }
    }

    @Test("under the description of another, which has fewer parts and another digest") func description() async throws
    {
        let (document, other) = (try await insert(bytes), try await insert([1, 2, 3]))
        try await write(try await body(other.id, .document), to: document.id, .document)
        await #expect(throws: (any Error).self) { try await documents.load(document.id) }
    }
}
