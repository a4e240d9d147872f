import EIDJSON
import EIDMethod
import EIDSignature
import Foundation
import Testing

@testable import EIDBroker
@testable import SignatureStage

/// Whose word counts for what a record says of the person, and where in it.
@Suite("Evidence and who said it") struct EvidenceSpeakerTests {
    private let bench: EvidenceBench

    init() throws { bench = try EvidenceBench() }

    private func report(_ change: (inout EvidenceRecord) throws -> Void) async throws -> EvidenceReport {
        bench.verify(try await bench.evidence(change))
    }

    private func told(_ report: EvidenceReport) -> String {
        report.checks.map { "\($0.outcome.rawValue): \($0.sentence)" }.joined(separator: "\n")
    }

    /// The family name alone, from a claim.
    private func state(_ name: String, from claim: String = "family_name", isChanged: Bool = false)
        -> EvidenceRecord.Person
    {
        var attributes = IdentityAttributes()
        attributes.set(.familyName, to: name, from: Provenance(claim: claim, basis: .upstream, isChanged: isChanged))
        return .init(
            subject: "s",
            authenticatedAt: TestTime.now - 60,
            attributes: attributes,
            asked: attributes.names
        )
    }

    private func unbound(_ change: (inout JSON) -> Void) throws -> EvidenceItem {
        let token = try bench.token {
            $0["nonce"] = nil
            change(&$0)
        }
        return EvidenceItem(kind: "userinfo", mediaType: "application/jwt", content: token, keys: try bench.keys())
    }

    private func plain(_ claims: JSON) -> EvidenceItem {
        EvidenceItem(kind: "userinfo", mediaType: "application/json", content: Data(claims.serialized()))
    }

    private static let notCompared = "did not sign them: familyName."

    // MARK: Assurance

    @Test("the upstream's word may stand in another claim than acr", arguments: ["loa", "levels", "session"])
    func otherClaim(_ claim: String) async throws {
        let said: JSON = ["loa": "urn:high", "levels": ["urn:low", "urn:high"], "session": ["level": "urn:high"]]
        let report = try await report { record in
            record.method.acr = "urn:high"
            record.items = [try bench.item(bench.token { $0[claim] = said[claim] })]
        }
        let place = claim == "session" ? "session.level" : claim
        #expect(report.verdict == .valid && told(report).contains("as it signed in “\(place)”"), "\(told(report))")
    }

    @Test("a word that stands in no claim is refused") func noClaim() async throws {
        let report = try await report { record in
            record.method.acr = "urn:higher"
            record.items = [try bench.item(bench.token { $0["loa"] = "urn:high" })]
        }
        #expect(report.failure == .assurance, "\(told(report))")
    }

    @Test("a word of a token about somebody else is refused") func wordOfAnother() async throws {
        let report = try await report { record in
            record.method.acr = "urn:high"
            record.items.append(
                try unbound {
                    $0["sub"] = "another"
                    $0["acr"] = "urn:high"
                }
            )
        }
        #expect(report.failure == .assurance, "\(told(report))")
    }

    // MARK: Attributes

    @Test("an attribute that a rule changed is not compared", arguments: [true, false])
    func changed(isSaid: Bool) async throws {
        let report = try await report { $0.person = state("xample", isChanged: isSaid) }
        #expect(report.verdict == (isSaid ? .valid : .invalid), "\(told(report))")
        #expect(told(report).contains(Self.notCompared) == isSaid, "\(told(report))")
    }

    @Test("an attribute of a token about somebody else is refused", arguments: ["sub", "iss"])
    func another(_ name: String) async throws {
        let report = try await report { record in
            record.person = state("Thief")
            record.items.insert(
                try unbound {
                    $0[name] = "https://another.test"
                    $0["family_name"] = "Thief"
                },
                at: 0
            )
        }
        #expect(report.failure == .attributes, "\(told(report))")
    }

    @Test("an attribute of another signed answer about the same person counts") func userInfo() async throws {
        let report = try await report { record in
            record.person = state("Example-Sample")
            record.items.append(try unbound { $0["family_name"] = "Example-Sample" })
        }
        #expect(report.verdict == .valid && told(report).contains("1 attribute is what"), "\(told(report))")
    }

    @Test("an attribute of an answer without a signature is not compared") func plainUserInfo() async throws {
        let report = try await report { record in
            record.person = state("Example-Sample")
            record.items.append(plain(["sub": "a1", "family_name": "Example-Sample"]))
        }
        #expect(report.verdict == .valid && told(report).contains(Self.notCompared), "\(told(report))")
    }

    @Test("an attribute of an answer without a signature about somebody else is refused") func plainOfAnother()
        async throws
    {
        let report = try await report { record in
            record.person = state("Thief")
            record.items.append(plain(["sub": "another", "family_name": "Thief"]))
        }
        #expect(report.failure == .attributes, "\(told(report))")
    }

    @Test("an attribute from a claim that nobody has is not compared") func unknownSource() async throws {
        let report = try await report { $0.person = state("Anybody", from: "no_such") }
        #expect(report.verdict == .valid && told(report).contains(Self.notCompared), "\(told(report))")
    }
}
