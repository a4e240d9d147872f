import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What timestamps prove of the time of signing.
@Suite("The time of signing") struct ClaimedTimeTests {
    private let ca: TestAuthority
    private let make: TestSignature
    private let content: [UInt8] = Array("content".utf8)

    init() throws {
        ca = try TestAuthority()
        make = TestSignature(ca)
    }

    private func stamped(_ fault: TimestampFault) throws -> SignedData {
        let message = try make.baseline(content)
        let request = try TimestampRequest(imprint: message.signatureImprint())
        let response = try TimestampResponse(der: ca.timestamp(request, fault))
        return try message.adding(signatureTimestamp: ca.rules.token(from: response, to: request, at: fault.time))
    }

    private func report(_ message: SignedData, revoked: Date? = nil, after seconds: Double = 7200) throws
        -> SignatureReport
    {
        ca.validator.validate(
            message,
            content: .bytes(content),
            material: try make.material(revoked: revoked),
            at: TestTime.now + seconds
        )
    }

    @Test("is doubted where a timestamp is days older") func days() throws {
        let report = try report(stamped(TimestampFault(time: TestTime.now - 5 * 86_400)))
        #expect(report.verdict == .indeterminate && report.findings == [refusal(.timestampFailed)])
        #expect(report.claimsLaterThanProven)
    }

    @Test("is reported where a timestamp is older by what a time zone makes") func hours() throws {
        let report = try report(stamped(TimestampFault(time: TestTime.now - 3600)))
        #expect(report.verdict == .valid && report.claimsLaterThanProven)
    }

    @Test("is taken where clocks differ by seconds") func seconds() throws {
        let report = try report(stamped(TimestampFault(time: TestTime.now - 30)))
        #expect(report.verdict == .valid && !report.claimsLaterThanProven)
    }

    @Test("is doubted in a token as well") func token() throws {
        let prepared = try JAdESBuilder(certificate: ca.person, chain: [ca.issuer])
            .prepare(content, signingTime: TestTime.now)
        let plain = try prepared.signature(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let stamped = try plain.adding(ca.verifiedTimestamp(plain.imprint(), time: TestTime.now - 5 * 86_400))
        let report = ca.validator.validate(stamped, material: try make.material(), at: TestTime.now + 60)
        #expect(report.verdict == .indeterminate && report.findings == [refusal(.timestampFailed)])
    }

    @Test("is not proven to be before a revocation by a vague clock") func vague() throws {
        let revoked = TestTime.now + 600
        let exact = try report(stamped(TimestampFault(accuracy: 1)), revoked: revoked)
        #expect(exact.verdict == .valid && exact.provenTime == TestTime.now)
        let vague = try report(stamped(TimestampFault(accuracy: 3600)), revoked: revoked)
        #expect(vague.findings == [refusal(.certificateRevoked)] && vague.provenTime == TestTime.now + 3600)
    }

    @Test("is not proven to be before now by a clock that is off by days") func veryVague() throws {
        let report = try report(stamped(TimestampFault(accuracy: 864_000)), after: 600)
        #expect(report.verdict == .valid && report.provenTime == TestTime.now + 600)
    }
}
