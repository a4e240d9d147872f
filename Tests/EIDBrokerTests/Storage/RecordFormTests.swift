import FoundationEssentials
import Testing

@testable import EIDBroker

/// What of a store outlives an upgrade.
@Suite struct RecordFormTests {
    @Test("documents and signings are of a form that no change of sign-ins raises")
    func lasting() {
        #expect(CodedRecord<String>.form == 4 && BytesRecord.form == 4)
        #expect(Transaction.form != 4 && StoredCode.form == Transaction.form)
    }

    @Test("a record of another form counts as absent")
    func another() async throws {
        let clock = TestClock()
        let memory = InMemoryRecordStore(clock: clock.wall)
        let records = try SealedRecords(store: memory, secret: Array("storage secret of 32 bytes or so".utf8))
        let token = StoredToken(clientID: "shop", subject: "s", claims: "{}", use: .signing)
        #expect(try await records.insert(token, .accessToken, id: "a", expiresAt: clock.now + 60))
        #expect(try await records.load(StoredToken.self, .accessToken, id: "a") != nil)
        #expect(try await records.load(BytesRecord.self, .accessToken, id: "a") == nil)
    }
}
