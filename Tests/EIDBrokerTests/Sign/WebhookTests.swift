import EIDJOSE
import EIDJSON
import EIDMethod
import Foundation
import Testing

@testable import EIDBroker

/// What a client's webhook is told, when, how often, and what it is not told.
@Suite("A client's webhook") struct WebhookTests {
    private static let key = Array("a key of twenty-four bytes".utf8)
    private let bench: SigningFlowBench

    init() throws { bench = try Self.bench() }

    private static func bench(store: (any RecordStore)? = nil, clock: TestClock = TestClock()) throws
        -> SigningFlowBench
    {
        try SigningFlowBench(clients: [SigningFlowBench.shop(listening)], clock: clock, store: store)
    }

    private static func listening(_ client: inout Client) {
        let secret = Secret("whsec_\(Data(key).base64EncodedString())")
        client.webhook = URL(string: "https://hooks.test/eid").flatMap { WebhookEndpoint(url: $0, secret: secret) }
    }

    /// Looks through the store once.
    private func deliver(_ bench: SigningFlowBench? = nil) async {
        await (bench ?? self.bench).broker.signing?.delivery.deliverWaiting()
    }

    private func created() async throws -> String {
        try await bench.create(extra: [("state", .string("order 7"))]).json.requireString("id")
    }

    private func cancel(_ id: String) async throws {
        _ = await bench.broker.cancelSigning(id, authorization: try await bench.token())
    }

    private var requests: [HTTPRequest] { bench.trust.now.hookRequests }

    @Test func aCompletedSigningIsTold() async throws {
        let id = try await created()
        await deliver()
        #expect(requests.isEmpty, "nothing has happened")
        _ = try await bench.walk(id)
        await deliver()
        let request = try #require(requests.first)
        let event = try JSONValue.parse(request.body)
        #expect(try event.requireString("type") == "signing.completed")
        #expect(try event.requireString("timestamp") == EvidenceTime.text(bench.clock.now))
        let data = try event.require("data")
        #expect(try data.requireString("id") == id)
        #expect(try data.requireString("status") == "completed")
        #expect(try data.requireString("state") == "order 7")
        #expect(
            data.members?.map(\.name).sorted() == ["id", "state", "status"],
            "nothing of the person or the document"
        )
        await deliver()
        #expect(requests.count == 1, "once it was heard")
    }

    @Test func theRequestProvesWhoSendsIt() async throws {
        try await cancel(try await created())
        await deliver()
        let request = try #require(requests.first)
        func header(_ name: String) throws -> String { try #require(request.headers.first { $0.name == name }?.value) }
        let (id, time) = (try header("webhook-id"), try header("webhook-timestamp"))
        #expect(time == String(Int(bench.clock.now.timeIntervalSince1970)))
        let code = HMACSHA256.code(for: Array("\(id).\(time).".utf8) + request.body, key: Self.key)
        #expect(try header("webhook-signature") == "v1,\(Data(code).base64EncodedString())")
        #expect(request.limits.time <= .seconds(10))
    }

    @Test func whyItFailedIsTold() async throws {
        let visitor = try await bench.open(try await created())
        let form = try BrokerBench.parameters(["csrf": visitor.csrf])
        _ = await bench.broker.declineSigning(visitor.id, form: form, browser: visitor.browser)
        await deliver()
        let event = try JSONValue.parse(try #require(requests.first).body)
        #expect(try event.requireString("type") == "signing.declined")
        #expect(try event.require("data").require("error").requireString("code") == "user_declined")
    }

    @Test func aSigningThatNobodyLooksAtExpiresAndIsTold() async throws {
        _ = try await created()
        bench.clock.advance(by: 899)
        await deliver()
        #expect(requests.isEmpty)
        bench.clock.advance(by: 1)
        await deliver()
        #expect(try JSONValue.parse(try #require(requests.first).body).requireString("type") == "signing.expired")
    }

    @Test(arguments: [nil, 500, 302, 404]) func whoeverDidNotHearIsToldAgain(_ status: Int?) async throws {
        bench.trust.change { $0.hookStatus = status }
        try await cancel(try await created())
        await deliver()
        await deliver()
        #expect(requests.count == 1, "not before its time")
        bench.clock.advance(by: 30)
        bench.trust.change { $0.hookStatus = 204 }
        await deliver()
        #expect(requests.count == 2)
        #expect(
            Set(requests.compactMap { $0.headers.first { $0.name == "webhook-id" }?.value }).count == 1,
            "the same event"
        )
        #expect(requests[0].body == requests[1].body)
        bench.clock.advance(by: 86_000)
        await deliver()
        #expect(requests.count == 2)
    }

    @Test func theAttemptsBecomeRarerAndEnd() async throws {
        bench.trust.change { $0.hookStatus = 503 }
        try await cancel(try await created())
        for _ in 0..<(86_400 / 30 + 60) {
            await deliver()
            bench.clock.advance(by: 30)
        }
        #expect(requests.count == 9, "at 0, 30 s, 2½ min, 12½ min, 42½ min, 2 h 42 min, and every six hours of the day")
    }

    @Test func anotherProcessTellsWhatOneLeft() async throws {
        let store = InMemoryRecordStore(clock: bench.clock.wall)
        let first = try Self.bench(store: store, clock: bench.clock)
        let id = try await first.create(token: try await first.token()).json.requireString("id")
        _ = await first.broker.cancelSigning(id, authorization: try await first.token())
        let second = try Self.bench(store: store, clock: bench.clock)
        await deliver(second)
        await deliver(first)
        #expect(first.trust.now.hookRequests.isEmpty)
        #expect(second.trust.now.hookRequests.count == 1)
    }

    @Test func aSigningThatEndsIsToldAtOnceByTheServiceThatRuns() async throws {
        let delivery = Task { await bench.broker.deliverEvents() }
        try await cancel(try await created())
        while requests.isEmpty { await Task.yield() }
        delivery.cancel()
        await delivery.value
        #expect(requests.count == 1)
    }

    @Test func laterLooksOfTheServiceFindWhatIsDue() async throws {
        _ = try await created()
        let delivery = Task { await bench.broker.signing?.delivery.run(every: .milliseconds(1)) }
        bench.clock.advance(by: 900)
        while requests.isEmpty { await Task.yield() }
        delivery.cancel()
        await delivery.value
        #expect(try JSONValue.parse(try #require(requests.first).body).requireString("type") == "signing.expired")
    }

    @Test func aDeletedSigningIsNotTold() async throws {
        bench.trust.change { $0.hookStatus = 500 }
        let id = try await created()
        try await cancel(id)
        await deliver()
        _ = await bench.broker.removeSigning(id, authorization: try await bench.token())
        bench.clock.advance(by: 60)
        await deliver()
        #expect(requests.count == 1)
        #expect(try await bench.store.members(of: "events", kind: .event, limit: 9).isEmpty)
    }

    @Test func whoHasNoWebhookIsToldNothing() async throws {
        let plain = try SigningFlowBench()
        _ = try await plain.walk(try await plain.create().json.requireString("id"))
        await deliver(plain)
        #expect(plain.trust.now.hookRequests.isEmpty)
        #expect(try await plain.store.members(of: "events", kind: .event, limit: 9).isEmpty)
    }

    @Test func aShutdownIsNoFailure() async throws {
        let store = FlakyStore(InMemoryRecordStore(clock: TestClock().wall))
        let bench = try Self.bench(store: store)
        _ = try await bench.create()
        let (before, broker) = (bench.log.text, bench.broker)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await broker.deliverEvents()
            await broker.signing?.delivery.deliverWaiting()
        }
        await task.value
        #expect(bench.log.text == before)
        store.breakAfter(0)
        await deliver(bench)
        #expect(bench.log.text.contains("error events could not be read"))
    }

    @Test func theLogKeepsTheSecretAndTheState() async throws {
        bench.trust.change { $0.hookStatus = 500 }
        try await cancel(try await created())
        await deliver()
        let lines = bench.log.text
        #expect(lines.contains("client could not be told"))
        #expect(!lines.contains("whsec") && !lines.contains("order 7") && !lines.contains("hooks.test"))
    }

    @Test(arguments: ["", "whsec_", "whsec_AAAA", "hook-secret", "whsec_" + String(repeating: "A", count: 88)])
    func aSecretOfTheWrongFormIsRefused(_ secret: String) throws {
        let url = try #require(URL(string: "https://hooks.test/"))
        #expect(WebhookEndpoint(url: url, secret: Secret(secret)) == nil)
    }

    @Test func aClearAddressIsRefused() throws {
        let client = SigningFlowBench.shop {
            Self.listening(&$0)
            let secret = Secret("whsec_\(Data(Self.key).base64EncodedString())")
            $0.webhook = URL(string: "http://hooks.test/").flatMap { WebhookEndpoint(url: $0, secret: secret) }
        }
        let issues = client.issues(methods: ["signer"], algorithms: [.es256])
        #expect(issues.map(\.path) == ["webhook.url"])
    }

    @Test func aWebhookWithoutSigningsIsRefused() throws {
        let client = SigningFlowBench.shop {
            Self.listening(&$0)
            $0.types = [.verification]
        }
        #expect(client.issues(methods: ["signer"], algorithms: [.es256]).map(\.path) == ["webhook"])
    }
}
