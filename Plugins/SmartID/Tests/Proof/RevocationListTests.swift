import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import Foundation
import Synchronization
import Testing

@testable import EIDSmartID

/// Whether a certificate still counts, by issuers' lists: the person's where the responder says nothing, and their authority's.
@Suite struct RevocationListTests {
    private func walk(
        _ fault: SmartIDFault?,
        _ lists: SmartIDListFault?,
        _ revocation: SettingValue = [:],
        unreachable: @escaping @Sendable (HTTPRequest) -> Bool = { _ in false }
    ) throws -> SmartIDWalk {
        let walk = try SmartIDWalk(["start": "code", "revocation": revocation], unreachable: unreachable)
        walk.simulator.inject(fault)
        walk.simulator.inject(lists: lists)
        return walk
    }

    private func passes(_ walk: SmartIDWalk) async throws {
        #expect(try await walk.identify().subject.identifier == SmartIDPersona.kadri.identifier)
    }

    private func refuses(_ walk: SmartIDWalk, _ code: MethodError.Code) async {
        await #expect(throws: MethodError(code, "")) { try await walk.identify() }
    }

    @Test(arguments: RevocationTests.silence)
    func `A list on which the certificate does not stand lets people in where the responder says nothing`(
        fault: SmartIDFault
    ) async throws {
        try await passes(walk(fault, nil))
    }

    @Test(arguments: RevocationTests.silence)
    func `A certificate on the list is refused where the responder says nothing`(fault: SmartIDFault) async throws {
        await refuses(try walk(fault, .revokedInList), .revokedCertificate)
    }

    @Test(arguments: [SmartIDListFault.silentLists, .staleLists, .foreignLists, .junkLists])
    func `Nobody gets in where neither responder nor list can be believed`(lists: SmartIDListFault) async throws {
        await refuses(try walk(.silentResponder, lists), .unavailable)
    }

    @Test func `A certificate that the responder revokes is refused whatever the list says`() async throws {
        await refuses(try walk(.revokedCertificate, nil), .revokedCertificate)
    }

    @Test func `A certificate that the responder does not know is not looked up in a list`() async throws {
        let walk = try walk(.unknownCertificate, nil)
        await refuses(walk, .untrusted)
        #expect(walk.simulator.listQuestions == 0)
    }

    @Test(arguments: [nil, SmartIDFault.silentResponder])
    func `An authority that its root has revoked is refused`(fault: SmartIDFault?) async throws {
        await refuses(try walk(fault, .revokedAuthority), .untrusted)
    }

    @Test func `A revoked authority is refused also where silence would do no harm`() async throws {
        await refuses(try walk(nil, .revokedAuthority, ["check": "whenAnswered"]), .untrusted)
    }

    @Test(arguments: [SmartIDListFault.silentLists, .staleLists, .foreignLists, .junkLists])
    func `The responder speaks for an authority where there is no list of its root`(
        lists: SmartIDListFault
    ) async throws {
        let walk = try walk(nil, lists)
        try await passes(walk)
        #expect(walk.simulator.statusQuestions == 2)
    }

    @Test func `Nobody gets in where nobody speaks for the authority`() async throws {
        let questions = Questions()
        // The first one is about the person.
        let walk = try walk(nil, .silentLists) {
            $0.verb == .post && $0.url.path == "/trust/ocsp" && questions.next() > 1
        }
        await refuses(walk, .unavailable)
        #expect(walk.simulator.statusQuestions == 1)
    }

    @Test func `Authorities are not asked about where the settings say so`() async throws {
        let walk = try walk(nil, .revokedAuthority, ["authorities": false])
        try await passes(walk)
        #expect(walk.simulator.listQuestions == 0)
    }

    @Test func `A list is fetched once, and again when it may have changed`() async throws {
        let walk = try walk(nil, nil)
        try await passes(walk)
        try await passes(walk)
        #expect(walk.simulator.listQuestions == 1 && walk.simulator.statusQuestions == 2)
        walk.arrangement.clock.advance(by: .seconds(3600))
        walk.simulator.inject(lists: .revokedAuthority)
        await refuses(walk, .untrusted)
        #expect(walk.simulator.listQuestions == 2)
    }

    @Test func `A list that could not be believed is not kept`() async throws {
        let walk = try walk(nil, .foreignLists)
        try await passes(walk)
        walk.simulator.inject(lists: .revokedAuthority)
        await refuses(walk, .untrusted)
    }

    @Test func `What a list said is kept as evidence of that form`() async throws {
        let arrangement = try SmartIDArrangement(["start": "code"])
        arrangement.simulator.inject(.silentResponder)
        let kinds = try await Self.evidence(arrangement)
        #expect(kinds == ["application/vnd.eid-broker.signed-text+json", "application/pkix-crl"])
        arrangement.simulator.inject(nil)
        #expect(try await Self.evidence(arrangement).last == "application/ocsp-response")
    }

    /// The forms of evidence of an identification that commits to something.
    private static func evidence(_ arrangement: SmartIDArrangement) async throws -> [String] {
        let method = try arrangement.method()
        let request = try MethodRequest(
            transactionID: "t",
            type: .verification,
            callbackURL: try #require(URL(string: "https://broker.example/callback/smart-id")),
            callbackState: "state",
            commitment: Data([1])
        )
        guard case .present(let interaction, let state) = try await method.begin(request) else {
            throw ConformanceFailure("it is over already")
        }
        let event = try arrangement.play(.approve, at: interaction)
        guard case .finished(let identity) = try await method.resume(request, from: state, after: event) else {
            throw ConformanceFailure("it does not end")
        }
        return identity.evidence.map(\.mediaType)
    }
}

/// Counts questions.
private final class Questions: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
