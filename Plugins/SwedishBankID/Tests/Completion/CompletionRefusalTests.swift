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
    @Test func aBrokenValueIsRefused() async throws { try await refuses(.brokenValue) }
    @Test func dataChangedAfterwardsIsRefused() async throws { try await refuses(.changedData) }
    @Test func aWrappedSignatureIsRefused() async throws { try await refuses(.wrappedSignature) }
    @Test func aWeakAlgorithmIsRefused() async throws { try await refuses(.weakAlgorithm) }
    @Test func anotherTransformIsRefused() async throws { try await refuses(.otherTransform) }
    @Test func aDocumentTypeIsRefused() async throws { try await refuses(.documentType) }
    @Test func somebodyElsesCertificateIsRefused() async throws { try await refuses(.otherCertificate) }
    @Test func aPersonOtherThanTheCertificatesIsRefused() async throws { try await refuses(.personNotOfCertificate) }
    @Test func aCertificateOfAStrangerIsRefused() async throws { try await refuses(.strangeIssuer) }
    @Test func anExpiredCertificateIsRefused() async throws { try await refuses(.expiredCertificate) }
    @Test func aCertificateOfAnotherKindIsRefused() async throws {
        try await refuses(.otherPolicy, .untrusted, ["kinds": ["mobile"]])
        try await refuses(.otherPolicy, .untrusted, ["kinds": ["mobile", "card", "file"]])
    }
    @Test func aCertificateOfAnyKindIsTakenWhereNoneIsNamed() async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        walk.bench.simulator.inject(.otherPolicy)
        #expect(try await walk.approved() != nil)
    }
    @Test func theStatusOfAnotherCertificateIsRefused() async throws { try await refuses(.otherStatusCertificate) }
    @Test func theStatusOfSomebodyNotEntitledIsRefused() async throws { try await refuses(.strangeResponder) }
    @Test func aStatusWithAShortNonceIsRefused() async throws { try await refuses(.shortStatusNonce) }
    @Test func aStatusThatCannotBeReadIsRefused() async throws { try await refuses(.brokenStatus) }
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
    @Test(arguments: ["low", "moderate", "high"])
    func aRiskInANewWordIsAboveEveryLimit(maximum: String) async throws {
        try await refuses(.unknownRisk, .refused, ["maximumRisk": .text(maximum)])
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
