import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import SignatureStage

/// The seal's certificate begins and ends while the broker runs.
@Suite("A seal whose time is up") struct SealExpiryTests {
    /// A broker whose seal lives from and until so many seconds from now.
    private func bench(from start: TimeInterval = -86_400, until end: TimeInterval) throws -> SigningFlowBench {
        let clock = TestClock()
        let ca = try TestAuthority()
        var plan = TestCertificate(serial: 300, name: [(.organization, "Example NV"), (.commonName, "Example Seal")])
        plan.keyUsage = .digitalSignature
        plan.notBefore = clock.now + start
        plan.notAfter = clock.now + end
        let certificate = try ca.issue(plan, key: ca.curveKey)
        return try SigningFlowBench(clock: clock) { configuration in
            configuration.seal = .init(certificates: [certificate, ca.issuer], key: Secret(TestKeys.curve))
        }
    }

    private func lines(_ bench: SigningFlowBench) -> [String] {
        bench.log.text.split(separator: "\n").map(String.init).filter { $0.contains("the seal ") }
    }

    @Test func refusesAdvancedSigningsByName() async throws {
        let bench = try bench(until: 600)
        #expect(try await bench.create(level: "aes").status == 201)
        bench.clock.advance(by: 601)
        let answer = try await bench.create(level: "aes")
        #expect(answer.status == 503 && answer.error == "seal_unavailable")
        #expect(try answer.json["retryable"]?.boolean == true)
    }

    @Test func sendsNobodyToProveWhoTheyAre() async throws {
        let bench = try bench(until: 600)
        let token = try await bench.token()
        let id = try await bench.create(level: "aes", token: token).json.requireString("id")
        let visitor = try await bench.open(id)
        bench.clock.advance(by: 601)
        #expect(try await bench.consent(visitor).errorPage?.code == "seal_unavailable")
        #expect(bench.script.now.verifications.isEmpty)
        let status = try await bench.status(id, token: try await bench.token())
        #expect(
            try status.requireString("status") == "failed" && status["error"]?["code"]?.string == "seal_unavailable"
        )
    }

    @Test func sealsNothingThatWasApprovedTooLate() async throws {
        let bench = try bench(until: 600)
        let id = try await bench.create(level: "aes").json.requireString("id")
        let visitor = try await bench.open(id)
        let answer = try await bench.consent(visitor)
        bench.clock.advance(by: 601)
        #expect(try await bench.callback(visitor, after: answer).errorPage?.code == "seal_unavailable")
    }

    @Test func leavesEvidenceToTheBrokersKeyWithItsTimestamp() async throws {
        let bench = try bench(until: 600)
        bench.clock.advance(by: 601)
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        _ = try await bench.walk(id)
        let evidence = try await bench.bytes(await bench.broker.evidence(signing: id, authorization: token))
        let sealed = try JSONValue.parse(evidence, limits: JSONLimits(maximumBytes: 1 << 20))
        let header = try JSONValue.parse(try #require(Base64URL.decode(try sealed.requireString("protected"))))
        #expect(header["x5c"] == nil && header["kid"]?.string != nil, "it says which key it is")
        let report = verify(evidence, of: bench)
        #expect(report.failure == nil && !report.gaps.contains(.seal) && !report.gaps.contains(.sealTime))
        #expect(report.sealedAt == bench.clock.now)
    }

    @Test func isTheSealOfEvidenceUntilThen() async throws {
        let bench = try bench(until: 600)
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        _ = try await bench.walk(id)
        let evidence = try await bench.bytes(await bench.broker.evidence(signing: id, authorization: token))
        let signature = try JAdESSignature(json: String(decoding: evidence, as: UTF8.self))
        #expect(signature.signer?.subject.organization == "Example NV" && signature.timestamps.count == 1)
    }

    @Test func isToldInOneLineEach() async throws {
        let bench = try bench(until: 600)
        #expect(bench.broker.sealStanding?.status == .endsSoon)
        for _ in 0..<3 { await bench.broker.removeExpired() }
        #expect(lines(bench).count == 1 && lines(bench)[0].contains("warning the seal ends soon"))
        bench.clock.advance(by: 601)
        for _ in 0..<3 { await bench.broker.removeExpired() }
        _ = try await bench.create(level: "aes")
        #expect(lines(bench).count == 2 && lines(bench)[1].contains("error the seal cannot be used"))
        #expect(lines(bench)[1].contains("renew it"))
        #expect(bench.broker.sealStanding?.status == .expired && bench.broker.sealStanding?.isUsable == false)
    }

    @Test func keepsNoBrokerFromStarting() async throws {
        let bench = try bench(until: -1)
        #expect(lines(bench).count == 1 && lines(bench)[0].contains("error the seal cannot be used"))
        #expect(try await bench.create(level: "aes").error == "seal_unavailable")
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        _ = try await bench.walk(id)
        #expect(try await bench.status(id, token: token).requireString("status") == "completed")
    }

    @Test func isUsedFromItsFirstMoment() async throws {
        let bench = try bench(from: 600, until: 86_400 * 365)
        #expect(bench.broker.sealStanding?.status == .notYetValid)
        #expect(try await bench.create(level: "aes").error == "seal_unavailable")
        bench.clock.advance(by: 601)
        #expect(bench.broker.sealStanding?.status == .good)
        #expect(lines(bench).count == 2 && lines(bench)[1].contains("the seal can be used again"))
        #expect(try await bench.create(level: "aes").status == 201)
    }

    @Test func isNotMissedByATimestampWhereThereNeverWasOne() async throws {
        let bench = try SigningFlowBench(hasSeal: false)
        #expect(bench.broker.sealStanding == nil)
        let content = try await evidence(bench)
        #expect(content.mediaType == "application/jose+json")
        let evidence = try await bench.bytes(.content(content))
        #expect(verify(evidence, of: bench).sealedAt == bench.clock.now)
    }

    @Test func isReplacedByACompactTokenWhereTheAuthorityIsDownAsWell() async throws {
        let bench = try SigningFlowBench(hasSeal: false)
        bench.trust.change { $0.timestampsDown = true }
        let content = try await evidence(bench)
        #expect(content.mediaType == "application/jose")
        #expect(verify(try await bench.bytes(.content(content)), of: bench).gaps.contains(.sealTime))
    }

    /// The evidence of a whole signing.
    private func evidence(_ bench: SigningFlowBench) async throws -> DocumentContent {
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        _ = try await bench.walk(id)
        guard case .content(let content) = await bench.broker.evidence(signing: id, authorization: token) else {
            throw MissingValue()
        }
        return content
    }

    private func verify(_ evidence: [UInt8], of bench: SigningFlowBench) -> EvidenceReport {
        let keys = try? JWKSet(parsing: JSONValue.parse(bench.broker.keySet))
        return EvidenceVerifier(anchors: bench.ca.anchors, timestampAnchors: bench.ca.anchors, brokerKeys: keys)
            .verify(evidence, at: bench.clock.now + 60)
    }
}
