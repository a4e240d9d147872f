import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Answers about revocation that are read once, however often they are asked about.
@Suite("Known answers") struct KnownAnswersTests {
    private let ca: TestAuthority
    private let known = KnownAnswers()

    init() throws { ca = try TestAuthority() }

    private func ask(_ der: [UInt8], _ certificate: Certificate) -> RevocationStatus? {
        known.answer(inList: der, about: certificate, issuer: ca.issuer)?.status
    }

    @Test("say the same each time, and of each certificate what is true of it") func good() throws {
        let der = try ca.list(by: ca.issuer, key: ca.issuerKey, revoked: [(ca.curve, TestTime.start)])
        for _ in 0..<3 {
            #expect(ask(der, ca.person) == .good)
            #expect(ask(der, ca.curve) == .revoked(since: TestTime.start, reason: 1))
        }
    }

    @Test("say nothing where a list is forged, also when asked again and about another") func forged() throws {
        let der = try ca.list(by: ca.issuer, key: ca.curveKey)
        for _ in 0..<3 {
            #expect(ask(der, ca.person) == nil)
            #expect(ask(der, ca.curve) == nil)
        }
    }

    @Test("say nothing where a list is another issuer's, which its first bytes tell") func foreign() throws {
        let der = try ca.list(by: ca.root, key: ca.rootKey)
        #expect(try #require(RevocationList.issuerName(der)).elementsEqual(ca.root.subject.der))
        #expect(RevocationList.issuerName(Array(der.dropLast())) == nil)
        #expect(ask(der, ca.person) == nil)
    }

    @Test("keep two lists apart that lie in memory one after the other") func apart() throws {
        for _ in 0..<20 {
            let revoked = try ca.list(by: ca.issuer, key: ca.issuerKey, revoked: [(ca.person, TestTime.start)])
            #expect(ask(revoked, ca.person) != .good)
            #expect(ask(try ca.list(by: ca.issuer, key: ca.issuerKey), ca.person) == .good)
        }
    }

    @Test("do not make two materials different") func equal() throws {
        let material = ValidationMaterial(lists: [try ca.list(by: ca.issuer, key: ca.issuerKey)])
        _ = try material.answer(about: ca.person, issuer: ca.issuer, at: TestTime.now, asOf: TestTime.now)
        #expect(material == ValidationMaterial(lists: material.lists))
    }

    @Test("are merged each once, and kept apart where only their middles differ") func merged() {
        let ends = [UInt8](repeating: 0, count: 600)
        let (one, other) = (ends + [1] + ends, ends + [2] + ends)
        var material = ValidationMaterial(certificates: [ca.person], responses: [one], lists: [other])
        material.merge(
            ValidationMaterial(certificates: [ca.issuer, ca.person], responses: [other, one, other], lists: [other])
        )
        #expect(material.certificates == [ca.person, ca.issuer])
        #expect(material.responses == [one, other] && material.lists == [other])
    }

    @Test(
        "first bytes that are no list name nobody",
        arguments: [[], [0x30], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x80]]
    )
    func garbage(der: [UInt8]) {
        #expect(RevocationList.issuerName(der) == nil)
    }
}
