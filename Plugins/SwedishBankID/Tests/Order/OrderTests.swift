import EIDJSON
import EIDMethod
import EIDMethodTesting
import EIDSwedishBankIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSwedishBankID

/// Orders: what they ask for, how long they live, how they end.
@Suite struct OrderTests {
    private static let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148 Safari/604.1"

    @Test func aSignInWithACodeEndsInAnIdentity() async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        #expect(walk.link == nil && walk.pause == .seconds(2))
        let identity = try #require(try await walk.approved())
        #expect(identity.subject.identifier == BankIDPersona.astrid.personalNumber)
        #expect(identity.subject.namespace == "urn:se:personnummer:bankid.example")
        #expect(identity.attributes[.birthdate]?.description == "1990-01-01")
        #expect(identity.attributes.provenance(of: .birthdate)?.basis == .derived)
        #expect(identity.attributes.provenance(of: .name)?.claim == "user.name")
        #expect(identity.assertedACR == nil && identity.evidence.isEmpty)
        #expect(walk.bench.simulator.violations.isEmpty)
    }

    @Test func everybodyWhoActsByThemselvesTakesSixPolls() async throws {
        let walk = try BankIDWalk()
        walk.bench.simulator.letEverybodyApprove(as: .chidi)
        try await walk.begin()
        for _ in 0..<5 { #expect(try await walk.poll() == nil) }
        let identity = try #require(try await walk.poll())
        // A coordination number: the day has sixty added.
        #expect(identity.attributes[.birthdate]?.description == "1988-03-11")
    }

    @Test func theCodeMovesWithTheClockAndVanishesInTheApp() async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        let first = walk.code
        walk.bench.clock.advance(by: .seconds(1))
        #expect(walk.code != first && walk.code?.contains(".1.") == true)
        _ = try walk.scan()
        try await walk.poll()
        #expect(walk.code == nil)
        #expect(walk.hint == BankIDTexts.searching[.en])
    }

    @Test func anOrderThatNobodyOpensIsRenewed() async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        for _ in 0..<8 { #expect(try await walk.poll(after: 31) == nil) }
        let orders = walk.bench.simulator.orders
        #expect(orders.count == 9 && Set(orders.map(\.reference)).count == 9)
        #expect(try await walk.approved() != nil)
    }

    @Test func renewingEndsAfterTheTimeThatIsSet() async throws {
        let walk = try BankIDWalk(BankIDBench(["waitSeconds": 60]))
        try await walk.begin()
        try await walk.poll(after: 31)
        await #expect(throws: MethodError(.expired, "")) { try await walk.poll(after: 31) }
    }

    @Test func anOrderThatSomebodyOpenedIsNotRenewed() async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        _ = try walk.scan()
        try await walk.poll()
        await #expect(throws: MethodError(.expired, "")) { try await walk.poll(after: 181) }
        #expect(walk.bench.simulator.orders.count == 1)
    }

    @Test func stoppingCancelsTheOrder() async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        await walk.method.abandon(walk.request, from: walk.state)
        #expect(walk.bench.simulator.orders.map(\.hint) == ["cancelled"])
    }

    @Test func aFewLostAnswersAreForgivenAndThenNoMore() async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        walk.bench.simulator.refuse(.collect, status: 503, errorCode: "Maintenance", times: 3)
        for _ in 0..<3 { #expect(try await walk.poll(after: 5) == nil) }
        #expect(walk.pause == .seconds(5))
        #expect(try await walk.poll(after: 5) == nil)
        #expect(walk.pause == .seconds(2))
        walk.bench.simulator.refuse(.collect, status: 429, errorCode: "tooManyRequests", times: 4)
        for _ in 0..<3 { #expect(try await walk.poll(after: 5) == nil) }
        await #expect(throws: MethodError(.unavailable, "")) { try await walk.poll(after: 5) }
    }

    @Test(arguments: BankIDFailure.codes.map { ($0.key, $0.value) })
    func anErrorOfAnOrderEndsByItsCode(word: String, code: MethodError.Code) async throws {
        let walk = try BankIDWalk()
        walk.bench.simulator.refuse(.auth, status: 400, errorCode: word)
        await #expect(throws: MethodError(code, "")) { try await walk.begin() }
    }

    @Test func anAddressNobodyKnowsIsAMatterOfConfiguration() async throws {
        let walk = try BankIDWalk(endUser: .some(nil))
        await #expect(throws: MethodError(.misconfigured, "")) { try await walk.begin() }
    }

    @Test func aCallbackTooLongForBankIDIsAMatterOfConfiguration() async throws {
        let long = "https://broker.example/callback/" + String(repeating: "x", count: 500)
        let walk = try BankIDWalk(BankIDBench(start: "link"), callbackURL: long)
        await #expect(throws: MethodError(.misconfigured, "")) { try await walk.begin() }
    }

    @Test(arguments: [("automatic", false, true, false), ("automatic", true, false, true), ("both", true, true, true)])
    func theWayFollowsTheSettingAndTheBrowser(start: String, onPhone: Bool, code: Bool, link: Bool) async throws {
        let walk = try BankIDWalk(BankIDBench(start: start, userAgent: onPhone ? Self.phone : nil))
        try await walk.begin()
        #expect((walk.code != nil) == code && (walk.link != nil) == link)
        let order = try #require(walk.bench.simulator.orders.last)
        #expect((order.returnURL != nil) == link && order.endUserAddress == "203.0.113.7")
    }

    @Test func requirementsAreSentAsSet() async throws {
        let bench = BankIDBench([
            "kinds": ["card"], "cardReader": "class2", "requirePIN": true, "maximumRisk": "low",
            "textFormat": "simpleMarkdownV1",
        ])
        let walk = try BankIDWalk(bench)
        try await walk.begin()
        let members = try #require(bench.simulator.orders.last?.members)
        #expect(
            members == [
                "endUserIp", "requirement", "returnRisk", "userNonVisibleData", "userVisibleData",
                "userVisibleDataFormat",
            ]
        )
        #expect(try await walk.approved() != nil)
    }

    @Test func anAuthenticationAsksForNoAttributes() async throws {
        let walk = try BankIDWalk(type: .authentication)
        try await walk.begin()
        #expect(try #require(try await walk.approved()).attributes.isEmpty)
    }
}
