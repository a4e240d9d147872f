import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// Times that a record claims, against those that others prove.
@Suite("Evidence that claims a time") struct EvidenceTimeClaimTests {
    private let bench: EvidenceBench

    init() throws { bench = try EvidenceBench() }

    private func report(_ change: (inout EvidenceRecord) throws -> Void) async throws -> EvidenceReport {
        bench.verify(try await bench.evidence(change), files: [])
    }

    private func refuses(_ change: (inout EvidenceRecord) throws -> Void) async throws {
        let report = try await report(change)
        #expect(report.verdict == .invalid && report.failure == .timeline, "\(report.checks.map(\.sentence))")
    }

    /// A person's own values at B-B, where no upstream says when; with timestamps at a time where one is given.
    private func makeUndated(_ record: inout EvidenceRecord, stampedAt time: Date? = nil) throws {
        record.kind = .qualified
        record.method = .init(id: "itsme", type: .signing)
        record.items = []
        record.commitment = nil
        record.person.attributes = []
        record.person.authenticatedAt = nil
        let (person, key) = (bench.ca.person, bench.ca.personKey)
        try bench.exchangeValues(of: &record, by: person, key, at: time ?? TestTime.now)
        guard time == nil else { return }
        record.timestamps = []
        for index in record.documents.indices { record.documents[index].levelReached = .baseline }
    }

    private func shift(_ record: inout EvidenceRecord, by seconds: TimeInterval) {
        record.timeline = record.timeline.map { .init(event: $0.event, time: $0.time + seconds) }
    }

    @Test(
        "without saying when the person agreed, approved and had signed is refused",
        arguments: [EvidenceRecord.Event.accepted, .approved, .signed]
    )
    func incomplete(event: EvidenceRecord.Event) async throws {
        try await refuses { $0.timeline.removeAll { $0.event == event } }
    }

    @Test("of an approval before the consent is refused") func order() async throws {
        try await refuses { record in
            let times = record.timeline.map(\.time)
            let events: [EvidenceRecord.Event] = [.created, .approved, .accepted, .signed]
            record.timeline = zip(events, times).map { .init(event: $0, time: $1) }
        }
    }

    /// Values with timestamps of a clock that may be off.
    private func stamp(_ record: inout EvidenceRecord, _ fault: TimestampFault) throws {
        try makeUndated(&record, stampedAt: TestTime.now)
        record.timestamps = try record.documents.map { document in
            let imprint = SHA256.digest(try requireNotNil(document.signature).value)
            let response = try bench.ca.timestamp(TimestampRequest(imprint: imprint), fault)
            return try TimestampResponse(der: response).token.der
        }
    }

    @Test("with a timestamp of a clock that may be off by minutes contradicts nothing within them") func vague()
        async throws
    {
        for seconds in [-500.0, 0, 500] {
            let fault = TimestampFault(time: TestTime.now + seconds, accuracy: 600)
            let report = try await report { try stamp(&$0, fault) }
            #expect(report.failure != .timeline, "\(report.checks.map(\.sentence))")
        }
        try await refuses { try stamp(&$0, TimestampFault(time: TestTime.now - 3600, accuracy: 600)) }
        try await refuses { try stamp(&$0, TimestampFault(time: TestTime.now - 3600)) }
    }

    @Test("of a proof of the person long before, or after, is refused", arguments: [-3600, 3000] as [TimeInterval])
    func person(seconds: TimeInterval) async throws {
        try await refuses { $0.person.authenticatedAt = TestTime.now + seconds }
    }

    @Test("of another proof of the person than the upstream signed is refused") func otherProof() async throws {
        try await refuses { record in
            let time = JSON.integer(Int64(TestTime.now.timeIntervalSince1970) - 300)
            record.items = [try bench.item(bench.token { $0["auth_time"] = time })]
        }
    }

    @Test("of a token from before the consent is refused") func earlyToken() async throws {
        try await refuses { record in
            record.timeline[0] = .init(event: .created, time: TestTime.now - 900)
            let time = JSON.integer(Int64(TestTime.now.timeIntervalSince1970) - 600)
            record.items = [try bench.item(bench.token { $0["iat"] = time })]
        }
    }

    @Test("of more time than any signing gives is refused") func endless() async throws {
        try await refuses { $0.timeline[0] = .init(event: .created, time: TestTime.now - 10 * 86_400) }
    }

    @Test("from long before its timestamps is refused") func early() async throws {
        try await refuses { record in
            try makeUndated(&record, stampedAt: TestTime.now)
            shift(&record, by: -900)
        }
    }

    @Test("from after its timestamps is refused") func late() async throws {
        try await refuses { try makeUndated(&$0, stampedAt: TestTime.now - 900) }
    }

    @Test("is in doubt where the first proof comes long after, whatever else was timestamped then") func unproven()
        async throws
    {
        for isStamped in [false, true] {
            let report = try await report { record in
                try makeUndated(&record)
                shift(&record, by: -86_400)
                guard isStamped else { return }
                let stray = try bench.ca.verifiedTimestamp(SHA256.digest("stray"), time: TestTime.now - 86_400)
                record.timestamps = [stray.token.der]
            }
            #expect(report.failure == nil && report.verdict == .indeterminate, "\(report.checks.map(\.sentence))")
            #expect(report.gaps.contains(.timeline))
        }
    }

    @Test("before the signer's certificate is refused") func earlyCertificate() async throws {
        var plan = TestAuthority.personPlan
        plan.serial = 330
        plan.notBefore = TestTime.now - 600
        let person = try bench.ca.issue(plan, key: bench.ca.personKey)
        let report = try await report { record in
            try makeUndated(&record)
            try bench.exchangeValues(of: &record, by: person, bench.ca.personKey)
            record.timestamps = []
            shift(&record, by: -1200)
        }
        #expect(report.failure == .certificate, "\(report.checks.map(\.sentence))")
    }
}
