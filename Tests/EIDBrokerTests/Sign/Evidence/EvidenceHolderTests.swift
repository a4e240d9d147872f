import EIDJSON
import EIDMethod
import EIDSignature
import Foundation
import Testing

@testable import EIDBroker
@testable import SignatureStage

/// What a record says of the method and of the person, where something else in it says the same.
@Suite("Evidence and whose signature it is") struct EvidenceHolderTests {
    private let bench: EvidenceBench

    init() throws { bench = try EvidenceBench() }

    private func told(_ report: EvidenceReport) -> String {
        report.checks.map { "\($0.outcome.rawValue): \($0.sentence)" }.joined(separator: "\n")
    }

    /// Evidence of a person's own values, with attributes that nobody but the record states.
    private func report(
        _ state: (inout IdentityAttributes) -> Void = { _ in },
        as type: MethodType = .signing,
        by certificate: Certificate? = nil
    ) async throws -> EvidenceReport {
        var attributes = IdentityAttributes()
        state(&attributes)
        let evidence = try await bench.evidence { record in
            record.kind = .qualified
            record.method = .init(id: "itsme", type: type)
            record.items = []
            record.commitment = nil
            record.person = .init(subject: "s", attributes: attributes, asked: attributes.names)
            try bench.exchangeValues(of: &record, by: certificate ?? bench.ca.person, bench.ca.personKey)
        }
        return bench.verify(evidence, files: [])
    }

    private let source = Provenance(claim: "c", basis: .upstream)

    // MARK: The method

    @Test("a qualified signature by a method that did not sign is refused", arguments: MethodType.allCases)
    func method(type: MethodType) async throws {
        let report = try await report(as: type)
        #expect((report.failure == .record) == (type != .signing), "\(told(report))")
    }

    @Test("an advanced signature by a method that only knows a person again is refused") func authentication()
        async throws
    {
        let evidence = try await bench.evidence { $0.method = .init(id: "itsme", type: .authentication) }
        #expect(bench.verify(evidence).failure == .record)
    }

    @Test("a signing with the method that left no signature of it is said to stand under the seal alone")
    func signingWithoutSignature() async throws {
        let evidence = try await bench.evidence { $0.method = .init(id: "itsme", type: .signing, acr: "urn:advanced") }
        let report = bench.verify(evidence)
        #expect(report.verdict == .valid && report.gaps.contains(.record), "\(told(report))")
        #expect(!bench.verify(try await bench.evidence()).gaps.contains(.record))
    }

    // MARK: The certificate's name

    @Test("names of the certificate are taken, in whatever case, and fewer of them") func names() async throws {
        let report = try await report { attributes in
            attributes.set(.familyName, to: "EXAMPLE", from: source)
            attributes.set(.givenName, to: "Ada Maria", from: source)
            attributes.set(.name, to: "Ada Example", from: source)
        }
        #expect(report.verdict == .valid, "\(told(report))")
    }

    @Test("another name than the certificate's leaves evidence in doubt", arguments: ["family", "given", "full"])
    func otherName(part: String) async throws {
        let report = try await report { attributes in
            switch part {
            case "family": attributes.set(.familyName, to: "Sample", from: source)
            case "given": attributes.set(.givenName, to: "Eve", from: source)
            default: attributes.set(.name, to: "Eve Example", from: source)
            }
        }
        #expect(report.verdict == .indeterminate && report.gaps.contains(.attributes), "\(told(report))")
    }

    @Test(
        "the certificate's number is taken in whatever form",
        arguments: ["85073003328", "85.07.30-033.28", "PNOBE-85073003328"]
    )
    func number(_ number: String) async throws {
        let report = try await report { $0.set(.nationalNumber, to: number, from: source) }
        #expect(report.verdict == .valid, "\(told(report))")
    }

    @Test("another number than the certificate's is refused", arguments: ["85073003329", "PNOBE-85073003329"])
    func otherNumber(_ number: String) async throws {
        let report = try await report { $0.set(.nationalNumber, to: number, from: source) }
        #expect(report.failure == .attributes, "\(told(report))")
    }

    @Test("a number of another kind is not compared") func otherKind() async throws {
        let report = try await report { $0.set(.nationalNumber, to: "AB-12", from: source) }
        #expect(report.failure == nil, "\(told(report))")
    }

    // MARK: Whom the upstream spoke to

    @Test("what the upstream said to another client counts for nothing", arguments: [true, false])
    func audience(isOther: Bool) async throws {
        let evidence = try await bench.evidence { record in
            let more = try bench.token { claims in
                claims["nonce"] = nil
                claims["aud"] = isOther ? "another" : ["ours", "more"]
                claims["family_name"] = "Other"
            }
            record.items = [
                try bench.item(
                    bench.token { claims in
                        claims["aud"] = "ours"
                        claims["family_name"] = nil
                    }
                ),
                EvidenceItem(kind: "userinfo", mediaType: "application/jwt", content: more, keys: try bench.keys()),
            ]
            var attributes = IdentityAttributes()
            attributes.set(.familyName, to: "Other", from: Provenance(claim: "family_name", basis: .upstream))
            record.person = .init(
                subject: "s",
                authenticatedAt: TestTime.now - 60,
                attributes: attributes,
                asked: attributes.names
            )
        }
        let report = bench.verify(evidence)
        let isCompared = report.checks.contains { $0.subject == .attributes && $0.outcome == .passed }
        #expect(report.verdict == .valid && isCompared == !isOther, "\(told(report))")
    }
}
