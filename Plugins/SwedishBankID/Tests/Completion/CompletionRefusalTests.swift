import EIDMethod
import EIDSwedishBankIDSimulator
import Testing

@testable import EIDSwedishBankID

/// What a completed order must bring along, and what it must not be.
@Suite struct CompletionRefusalTests {
    private func refuses(
        _ fault: BankIDFault,
        _ code: MethodError.Code = .untrusted,
        _ settings: [String: SettingValue] = [:]
    ) async throws {
        let walk = try BankIDWalk(BankIDBench(settings))
        try await walk.begin()
        walk.bench.simulator.inject(fault)
        await #expect(throws: MethodError(code, "")) { try await walk.approved() }
    }

    @Test func anAnswerAboutAnotherOrderIsRefused() async throws { try await refuses(.otherOrder) }
    @Test func aSignatureForAnotherOrderIsRefused() async throws { try await refuses(.otherUnseenData) }
    @Test func aSignatureForAnotherTextIsRefused() async throws { try await refuses(.otherText) }
    @Test func aCompletionWithoutASignatureIsRefused() async throws { try await refuses(.noSignature) }
    @Test func aSignatureThatHoldsTheDataTwiceIsRefused() async throws { try await refuses(.doubledData) }
    @Test func anOldStatusIsRefused() async throws { try await refuses(.oldStatus) }
    @Test func aStatusFromTheFutureIsRefused() async throws { try await refuses(.futureStatus) }
    @Test func theStatusOfAnotherSignatureIsRefused() async throws { try await refuses(.otherStatus) }
    @Test func aRevokedCertificateIsRefused() async throws { try await refuses(.revoked, .refused) }
    @Test func aCompletionAboutNobodyIsRefused() async throws { try await refuses(.noPersonalNumber) }
    @Test func aMemberTwiceIsRefused() async throws { try await refuses(.doubledMember) }
    @Test func aDocumentThatWasNotReadIsRefused() async throws {
        try await refuses(.noDocument, .untrusted, ["requireDocument": true])
    }
    @Test func anOrderTooRiskyIsRefused() async throws {
        try await refuses(.highRisk, .refused, ["maximumRisk": "moderate"])
    }
    @Test func aRiskNobodyComputedIsNotLow() async throws {
        try await refuses(.noRisk, .refused, ["maximumRisk": "low"])
    }

    @Test(arguments: [BankIDFault.noRisk, .highRisk])
    func anyRiskIsTakenWhereItIsHighAtMost(fault: BankIDFault) async throws {
        let walk = try BankIDWalk(BankIDBench(["maximumRisk": "high", "requireDocument": true]))
        try await walk.begin()
        walk.bench.simulator.inject(fault)
        #expect(try await walk.approved() != nil)
    }

    @Test func aResultIsGivenAwayOnce() async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        let order = try walk.scan()
        try await walk.poll()
        try walk.bench.simulator.decide(.approve, on: order)
        #expect(try await walk.poll() != nil)
        // The broker resumes a finished transaction never; should it, nobody comes out of it.
        await #expect(throws: MethodError(.expired, "")) { try await walk.poll() }
    }
}
