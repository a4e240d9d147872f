import EIDMethod
import EIDSwedishBankIDSimulator
import Testing

@testable import EIDSwedishBankID

/// What BankID's hints mean to people and to the broker.
@Suite struct HintTests {
    @Test(arguments: [
        ("outstandingTransaction", BankIDTexts.scan), ("noClient", BankIDTexts.scan),
        ("started", BankIDTexts.searching), ("userMrtd", BankIDTexts.document),
        ("userCallConfirm", BankIDTexts.confirmCall), ("userSign", BankIDTexts.securityCode),
        ("somethingNew", BankIDTexts.inProgress),
    ])
    func aPendingOrderTellsWhatToDoNext(hint: String, text: LocalizedText) async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        try walk.bench.simulator.decide(.reach(hint), on: #require(walk.bench.simulator.orders.last?.reference))
        #expect(try await walk.poll() == nil)
        #expect(walk.hint == text[.en])
        for language in Language.allCases { #expect(text[language].hasSuffix(".")) }
    }

    @Test func theTextsFitTheWay() {
        let waiting = BankIDHint(rawValue: "outstandingTransaction")
        #expect(waiting.text(for: .link, onMobile: true) == BankIDTexts.open)
        #expect(waiting.text(for: .phone, onMobile: false) == BankIDTexts.openOnPhone)
        #expect(BankIDHint(rawValue: "started").text(for: .link, onMobile: true) == BankIDTexts.searchingOnMobile)
    }

    @Test(arguments: BankIDHint.failures.filter { $0.value != .expired }.map { ($0.key, $0.value) })
    func aFailedOrderEndsByItsHint(hint: String, code: MethodError.Code) async throws {
        try await expect(hint, code)
    }

    @Test func aFailureThatNobodyHasHeardOfIsBankIDs() async throws { try await expect("somethingNew", .unavailable) }

    @Test func anOrderThatRunsOutInTheAppIsExpired() async throws { try await expect("expiredTransaction", .expired) }

    /// Opens an order, lets it fail, and looks at what the method says.
    private func expect(_ hint: String, _ code: MethodError.Code) async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        let order = try walk.scan()
        try await walk.poll()
        try walk.bench.simulator.decide(.fail(hint), on: order)
        await #expect(throws: MethodError(code, "")) { try await walk.poll() }
    }
}
