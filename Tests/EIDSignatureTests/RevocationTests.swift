import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// One thing wrong with an answer about revocation is one refusal.
@Suite("An answer about revocation") struct RevocationTests {
    private let ca: TestAuthority
    private let request: OCSPRequest

    init() throws {
        ca = try TestAuthority()
        request = try OCSPRequest(ca.person, issuer: ca.issuer)
    }

    @discardableResult private func answer(_ fault: AnswerFault = AnswerFault()) throws -> RevocationAnswer {
        try OCSPResponse(der: ca.ocsp(request, fault)).answer(to: request, at: TestTime.now)
    }

    private func refuses(_ fault: AnswerFault) {
        #expect(throws: refusal(.revocationUnavailable)) { try answer(fault) }
    }

    @Test("is taken when it is as asked for") func good() throws {
        let answer = try answer()
        #expect(answer.status == .good && answer.certificates == [ca.responder])
        try answer.check(at: TestTime.now)
    }

    @Test("by the issuer itself is taken") func byIssuer() throws {
        #expect(try answer(AnswerFault(key: ca.issuerKey, certificate: ca.issuer)).status == .good)
    }

    @Test("says revoked") func revoked() throws {
        let answer = try answer(AnswerFault(revokedSince: TestTime.now - 100))
        #expect(throws: refusal(.certificateRevoked)) { try answer.check(at: TestTime.now) }
        try answer.check(at: TestTime.now - 200)
    }

    @Test("that says both good and revoked counts as revoked, in whichever order and by whichever hash")
    func contradiction() throws {
        let good = AnswerFault(thisUpdate: TestTime.now - 5)
        let revoked = AnswerFault(revokedSince: TestTime.now - 100, thisUpdate: TestTime.now - 20)
        for algorithm in DigestAlgorithm.allCases {
            for (var first, var second) in [(good, revoked), (revoked, good)] {
                first.algorithm = .sha512
                second.algorithm = algorithm
                first.further = [second]
                #expect(try answer(first).status == .revoked(since: TestTime.now - 100, reason: nil))
            }
        }
    }

    @Test("that says revoked twice counts from the earlier moment") func revokedTwice() throws {
        let late = AnswerFault(revokedSince: TestTime.now - 50, reason: 4)
        let early = AnswerFault(revokedSince: TestTime.now - 100, reason: 1)
        for (var first, second) in [(late, early), (early, late)] {
            first.further = [second]
            #expect(try answer(first).status == .revoked(since: TestTime.now - 100, reason: 1))
        }
    }

    @Test("that says good twice counts by the newer word") func goodTwice() throws {
        let newer = AnswerFault(thisUpdate: TestTime.now - 5)
        let fault = AnswerFault(thisUpdate: TestTime.now - 20, further: [newer, AnswerFault(isUnknown: true)])
        let answer = try answer(fault)
        #expect(answer.status == .good && answer.thisUpdate == TestTime.now - 5)
    }

    @Test("says unknown") func unknown() throws {
        let answer = try answer(AnswerFault(isUnknown: true))
        #expect(throws: refusal(.revocationUnavailable)) { try answer.check(at: TestTime.now) }
    }

    @Test("with another nonce is refused") func otherNonce() { refuses(AnswerFault(nonce: [1, 2])) }
    @Test("without the nonce is refused") func noNonce() { refuses(AnswerFault(nonce: .some(nil))) }
    @Test("about another certificate is refused") func otherSerial() { refuses(AnswerFault(serial: [9])) }
    @Test("of a responder that refuses is refused") func tryLater() { refuses(AnswerFault(status: 3)) }
    @Test("signed by another key is refused") func forged() { refuses(AnswerFault(key: ca.curveKey)) }

    @Test("from the future is refused") func future() {
        refuses(AnswerFault(thisUpdate: TestTime.now + 600))
    }

    @Test("that is due is refused") func due() { refuses(AnswerFault(nextUpdate: TestTime.now - 120)) }

    @Test("that is old and does not say when it is due is refused") func old() {
        refuses(AnswerFault(thisUpdate: TestTime.now - 2 * 86400, nextUpdate: nil))
    }

    @Test("by somebody with an ordinary certificate is refused") func ordinary() {
        refuses(AnswerFault(key: ca.curveKey, certificate: ca.curve))
    }

    @Test("by the responder of another issuer is refused") func otherIssuer() throws {
        let other = try TestAuthority.responderPlan.issue(
            key: ca.responderKey,
            by: ca.rootKey,
            issuer: DERElement(encoded: ca.root.subject.der)
        )
        refuses(AnswerFault(certificate: other))
    }

    @Test("by a responder who expired is refused") func expiredResponder() throws {
        var plan = TestAuthority.responderPlan
        plan.notAfter = TestTime.now - 60
        refuses(AnswerFault(certificate: try ca.issue(plan, key: ca.responderKey)))
    }

    @Test("that is none is refused", arguments: [[], [0x30, 0], [0x30, 0x80], [1, 2, 3]] as [[UInt8]])
    func malformed(der: [UInt8]) {
        #expect(throws: SignatureError.self) { try OCSPResponse(der: der).answer(to: request, at: TestTime.now) }
    }

    // MARK: Lists

    private func list(_ der: [UInt8], about certificate: Certificate? = nil) throws -> RevocationAnswer {
        try RevocationList(der: der).answer(about: certificate ?? ca.person, issuer: ca.issuer, at: TestTime.now)
    }

    private func flag(_ oid: OID, _ value: DERElement) -> DERElement {
        TestCertificate.make(oid, value, critical: true)
    }

    @Test("in a list says good and revoked") func goodList() throws {
        let der = try ca.list(by: ca.issuer, key: ca.issuerKey, revoked: [(ca.curve, TestTime.start)])
        #expect(try list(der).status == .good)
        #expect(try list(der, about: ca.curve).status == .revoked(since: TestTime.start, reason: 1))
    }

    @Test("in a list of another issuer is refused") func foreignList() throws {
        let der = try ca.list(by: ca.root, key: ca.rootKey)
        #expect(throws: refusal(.revocationUnavailable)) { try list(der) }
    }

    @Test("in a forged list is refused") func forgedList() throws {
        let der = try ca.list(by: ca.issuer, key: ca.curveKey)
        #expect(throws: refusal(.revocationUnavailable)) { try list(der) }
    }

    @Test("in an old list is refused") func oldList() throws {
        let der = try ca.list(by: ca.issuer, key: ca.issuerKey, thisUpdate: TestTime.now - 3 * 86400)
        #expect(throws: refusal(.revocationUnavailable)) { try list(der) }
    }

    @Test("in a list of changes only is refused") func delta() throws {
        let der = try ca.list(by: ca.issuer, key: ca.issuerKey, extensions: [flag("2.5.29.27", .integer(1))])
        #expect(throws: refusal(.unsupported)) { try list(der) }
    }

    @Test("in a list of changes only is refused, although the list calls that of no weight") func quietDelta() throws {
        let quiet = TestCertificate.make("2.5.29.27", .integer(1))
        let der = try ca.list(by: ca.issuer, key: ca.issuerKey, extensions: [quiet])
        #expect(throws: refusal(.unsupported)) { try list(der) }
    }

    @Test("in a list that says twice what it is about is refused") func doubledScope() throws {
        let people = flag(.issuingDistributionPoint, .sequence(.implicit(1, primitive: [0xFF])))
        let authorities = flag(.issuingDistributionPoint, .sequence(.implicit(2, primitive: [0xFF])))
        let der = try ca.list(by: ca.issuer, key: ca.issuerKey, extensions: [authorities, people])
        #expect(throws: refusal(.malformed)) { try list(der) }
    }

    @Test("in a list that has it twice counts from the earlier moment") func twiceInList() throws {
        let (early, late) = (TestTime.start, TestTime.start + 1000)
        for times in [[early, late], [late, early]] {
            let der = try ca.list(by: ca.issuer, key: ca.issuerKey, revoked: times.map { (ca.person, $0) })
            #expect(try list(der).status == .revoked(since: early, reason: 1))
        }
    }

    @Test("in a list with an entry we do not understand is refused, also behind the reason") func unknownEntry() throws
    {
        let der = try ca.list(
            by: ca.issuer,
            key: ca.issuerKey,
            revoked: [(ca.curve, TestTime.start)],
            entryExtensions: [flag("1.2.3.4", .integer(1))]
        )
        #expect(throws: refusal(.unsupported)) { try list(der) }
    }

    @Test("in a list for some reasons only, or for other issuers, is refused") func partial() throws {
        for part in [DERElement.implicit(3, primitive: [6, 0x40]), .implicit(4, primitive: [0xFF])] {
            let point = flag(.issuingDistributionPoint, .sequence(part))
            let der = try ca.list(by: ca.issuer, key: ca.issuerKey, extensions: [point])
            #expect(throws: refusal(.unsupported)) { try list(der) }
        }
    }

    /// A list that is only about the certificates which name its place.
    private func shard(_ places: DERElement...) throws -> [UInt8] {
        let point = flag(.issuingDistributionPoint, .sequence(.implicit(0, places)))
        return try ca.list(by: ca.issuer, key: ca.issuerKey, extensions: [point])
    }

    private func place(_ url: String) -> DERElement { .implicit(6, primitive: Array(url.utf8)) }

    @Test("in the part of a list that the certificate names is taken") func ownShard() throws {
        let names = DERElement.implicit(0, [place("http://crl.test/0.crl"), place("http://crl.test/i.crl")])
        #expect(try list(shard(names)).status == .good)
    }

    @Test("in another part of a list is refused") func otherShard() throws {
        let der = try shard(.implicit(0, [place("http://crl.test/0.crl")]))
        #expect(throws: refusal(.revocationUnavailable)) { try list(der) }
    }

    @Test("in a part of a list is refused where the certificate names none") func unnamedShard() throws {
        let der = try shard(.implicit(0, [place("http://crl.test/i.crl")]))
        #expect(throws: refusal(.revocationUnavailable)) { try list(der, about: ca.responder) }
    }

    @Test("in a part of a list is refused where the certificate names it for some reasons only, or by another issuer")
    func partlyNamedShard() throws {
        let names = DERElement.implicit(0, [place("http://crl.test/i.crl")])
        let der = try shard(names)
        for extra in [DERElement.implicit(1, primitive: [6, 0x40]), .implicit(2, [place("http://crl.test/")])] {
            let point = DERElement.sequence(.implicit(0, [names]), extra)
            var plan = TestAuthority.personPlan
            plan.extras = [TestCertificate.make(.crlDistributionPoints, .sequence(point))]
            let certificate = try ca.issue(plan, key: ca.personKey)
            #expect(throws: refusal(.revocationUnavailable)) { try list(der, about: certificate) }
        }
    }

    @Test("in a part of a list that is named relative to its issuer is taken only by the same name")
    func relativeShard() throws {
        func name(_ text: String) -> DERElement {
            .implicit(1, [.sequence(.oid(.commonName), .utf8(text))])
        }
        var plan = TestAuthority.personPlan
        plan.extras = [
            TestCertificate.make(.crlDistributionPoints, .sequence(.sequence(.implicit(0, [name("1")]))))
        ]
        let certificate = try ca.issue(plan, key: ca.personKey)
        #expect(try list(shard(name("1")), about: certificate).status == .good)
        let other = try shard(name("2"))
        #expect(throws: refusal(.revocationUnavailable)) { try list(other, about: certificate) }
    }

    @Test("in a list about authorities only is refused for people") func authoritiesOnly() throws {
        let point = flag(.issuingDistributionPoint, .sequence(.implicit(2, primitive: [0xFF])))
        let der = try ca.list(by: ca.issuer, key: ca.issuerKey, extensions: [point])
        #expect(throws: refusal(.revocationUnavailable)) { try list(der) }
    }
}
