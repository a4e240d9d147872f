import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// Evidence can do without answers and waits briefly; whoever needs one is not served with the failure of that.
@Suite("Asking briefly about revocation") struct RevocationEffortTests {
    private let bench: SigningBench
    /// A certificate whose responder never answers.
    private let silent: Certificate
    private let trust: CertificateTrust

    init() throws {
        bench = try SigningBench()
        var plan = TestAuthority.personPlan
        plan.serial = 310
        plan.extras = [TestCertificate.answered(at: "http://ocsp.test/silent")]
        silent = try bench.ca.issue(plan, key: bench.ca.curveKey)
        trust = CertificateTrust(
            bench.configuration,
            http: bench.services,
            clock: bench.clock.wall,
            random: bench.services.random
        )
    }

    /// The silent one with somebody behind it who has a responder and a list.
    private var path: CertificatePath { CertificatePath(certificates: [silent, bench.person, bench.ca.issuer]) }

    private func current(_ effort: RevocationSource.Effort) async throws -> RevocationSource.Finding {
        try await trust.revocation.current(bench.person, issuer: bench.ca.issuer, effort)
    }

    @Test("fails alone, where others ask for as long as it takes", arguments: ["ocsp.test", "crl.test"])
    func apart(_ host: String) async throws {
        bench.services.change {
            $0.responderIsDown = host == "crl.test"
            $0.listIsDown = host != "crl.test"
        }
        let services = SlowForTheHasty(bench.services, host: host)
        let source = RevocationSource(
            call: CertificateCall(bench.configuration, http: services),
            requiresNonce: true,
            clock: bench.clock.wall,
            random: bench.services.random
        )
        let (person, issuer) = (bench.person, bench.ca.issuer)
        let hasty = Task { try await source.current(person, issuer: issuer, .brief) }
        await services.arrival()
        let patient = Task { try await source.current(person, issuer: issuer) }
        // Time enough to join what is under way.
        for _ in 1...1000 { await Task.yield() }
        services.letGo()
        #expect(try await patient.value.answer.status == .good)
        await #expect(throws: SigningFailure(.revocationUnavailable, "")) { try await hasty.value }
    }

    @Test("shares what is kept, either way", arguments: [.brief, .full] as [RevocationSource.Effort])
    func shared(_ first: RevocationSource.Effort) async throws {
        _ = try await current(first)
        _ = try await current(first == .brief ? .full : .brief)
        #expect(bench.services.asked.count == 1)
        #expect(await trust.revocation.kept(bench.person, issuer: bench.ca.issuer) != nil)
    }

    @Test("shares a list that is kept, either way", arguments: [.brief, .full] as [RevocationSource.Effort])
    func sharedList(_ first: RevocationSource.Effort) async throws {
        bench.services.change {
            $0.responderIsDown = true
            $0.listIsDown = false
        }
        _ = try await current(first)
        _ = try await current(first == .brief ? .full : .brief)
        #expect(bench.services.asked.count { $0 == "http://crl.test/i.crl" } == 1)
    }

    @Test("asks nobody behind a silence, and says of whom nothing is kept") func silence() async {
        let found = await trust.findings(about: path)
        #expect(found.unanswered == [silent, bench.person] && found.material.responses.isEmpty)
        #expect(bench.services.asked == ["http://ocsp.test/silent"])
    }

    @Test("uses the kept answer about somebody behind a silence", arguments: [false, true])
    func keptBehindSilence(_ isList: Bool) async throws {
        bench.services.change {
            $0.responderIsDown = isList
            $0.listIsDown = !isList
        }
        _ = try await current(.full)
        let asked = bench.services.asked.count
        let found = await trust.findings(about: path)
        #expect(found.unanswered == [silent])
        #expect(found.material.responses.count == (isList ? 0 : 1) && found.material.lists.count == (isList ? 1 : 0))
        #expect(bench.services.asked.count == asked + 1, "the silent one's, and nobody else's")
    }

    @Test("sees by a kept answer that somebody behind a silence was revoked") func revokedBehindSilence() async throws {
        bench.services.change { $0.answer.revokedSince = TestTime.now - 60 }
        _ = try await current(.full)
        #expect(await trust.findings(about: path).revoked == [bench.person])
    }
}
