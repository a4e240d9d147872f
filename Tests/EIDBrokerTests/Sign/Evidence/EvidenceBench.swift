import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// An advanced signature over two documents, with an upstream, a seal and a timestamp authority of its own.
struct EvidenceBench {
    static let contract = EvidenceVerifier.File(name: "contract.pdf", bytes: Array("a contract".utf8))
    static let annex = EvidenceVerifier.File(name: "annex.pdf", bytes: Array("an annex".utf8))
    static let signed = EvidenceVerifier.File(name: "contract-signed.pdf", bytes: Array("a contract, signed".utf8))

    let ca: TestAuthority
    let seal: Certificate
    let upstream: JWK
    let salt = [UInt8](repeating: 7, count: 32)

    init() throws {
        ca = try TestAuthority()
        upstream = try JWK.generate(.p256, keyID: "upstream-1", use: .signature, algorithm: .es256)
        var plan = TestCertificate(
            serial: 300,
            name: [(.country, "BE"), (.organization, "Sample Operator"), (.commonName, "Sample Seal")]
        )
        plan.keyUsage = .digitalSignature
        seal = try ca.issue(plan, key: ca.curveKey)
    }

    var commitment: DocumentCommitment {
        get throws { try DocumentCommitment([Self.contract, Self.annex].map { SHA256.digest($0.bytes) }) }
    }

    /// What the upstream signs.
    func token(_ change: (inout JSON) -> Void = { _ in }, key: JWK? = nil) throws -> Data {
        var claims: JSON = [
            "iss": "https://upstream.test", "sub": "a1",
            "iat": .integer(Int64(TestTime.now.timeIntervalSince1970) - 60),
            "nonce": .string(try commitment.nonce(salt: salt)), "family_name": "Example", "given_name": "Ada",
        ]
        change(&claims)
        return Data(try JWSSigner(key: key ?? upstream).sign(claims.serialized(), type: "JWT").utf8)
    }

    func keys(_ key: JWK? = nil) throws -> Data { Data(try JWKSet(keys: [key ?? upstream]).json().serialized()) }

    func item(_ content: Data? = nil, keys: Data? = nil) throws -> EvidenceItem {
        EvidenceItem(
            kind: "id_token",
            mediaType: "application/jwt",
            content: try content ?? token(),
            keys: try keys ?? self.keys(),
            nonceSalt: Data(salt)
        )
    }

    func facts(_ file: EvidenceVerifier.File, result: EvidenceVerifier.File? = nil) throws -> SignedDocumentFacts {
        let digest = SHA256.digest("signed attributes of \(file.name)")
        let scheme = SignatureScheme(.rsa, .sha256)
        return SignedDocumentFacts(
            original: Self.describe(file),
            format: .pades,
            levelRequested: .longTerm,
            levelReached: .longTerm,
            signature: .init(
                digest: digest,
                scheme: scheme,
                value: try ca.personKey.sign(digest: digest, scheme),
                certificate: ca.person.fingerprint
            ),
            result: result.map(Self.describe)
        )
    }

    static func describe(_ file: EvidenceVerifier.File) -> SignedDocumentFacts.File {
        .init(name: file.name, mediaType: "application/pdf", size: file.bytes.count, sha256: SHA256.digest(file.bytes))
    }

    func material() throws -> ValidationMaterial {
        var material = try TestSignature(ca).material()
        material.certificates.append(ca.person)
        material.responses.append(try ca.ocsp(about: seal, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now + 60)))
        return material
    }

    func record() throws -> EvidenceRecord {
        let provenance = Provenance(
            claim: "family_name",
            basis: .document,
            verifiedAt: EvidenceTime.whole(TestTime.now - 86_400),
            issuingCountry: "BEL"
        )
        var attributes = IdentityAttributes()
        attributes.set(.familyName, to: "Example", from: provenance)
        attributes.set(.birthdate, to: CalendarDate(year: 1985, month: 7, day: 30), from: provenance)
        attributes.set(.givenName, to: "Ada", from: provenance)
        let facts = [try facts(Self.contract, result: Self.signed), try facts(Self.annex)]
        let value = try requireNotNil(facts.first?.signature?.value)
        return EvidenceRecord(
            transaction: "t-1",
            client: "shop",
            kind: .advanced,
            documents: facts,
            timeline: [
                .init(event: .created, time: TestTime.now - 120), .init(event: .accepted, time: TestTime.now - 90),
                .init(event: .signed, time: TestTime.now),
            ],
            method: .init(id: "itsme", type: .verification, assurance: .high, acr: "urn:advanced"),
            person: .init(
                subject: "pairwise-1",
                authenticatedAt: TestTime.now - 60,
                attributes: attributes,
                asked: [Attribute.familyName.name, Attribute.birthdate.name]
            ),
            commitment: try commitment,
            items: [try item()],
            material: try material(),
            timestamps: [try ca.verifiedTimestamp(SHA256.digest(value)).token.der],
            policy: .init(identifier: "1.2.3", commitment: "1.2.840.113549.1.9.16.6.1"),
            consent: .init(version: "2026-11", language: .nl),
            broker: .init(version: "1.0", configuration: SHA256.digest("settings"))
        )
    }

    func sealer(
        _ certificate: Certificate? = nil,
        key: TestKey? = nil,
        stamped: Bool = true
    ) -> EvidenceSealer {
        let key = key ?? ca.curveKey
        let ca = ca
        let stamp: EvidenceSealer.TimestampClient = { try ca.verifiedTimestamp($0, time: TestTime.now + 30) }
        return EvidenceSealer(
            seal: .certificate([certificate ?? seal, ca.issuer]) { try key.sign(digest: $0) },
            timestamp: stamped ? stamp : nil,
            clock: WallClock { TestTime.now + 30 }
        )
    }

    /// Evidence whose record was changed before it was sealed: what a dishonest broker could do.
    func evidence(_ change: (inout EvidenceRecord) throws -> Void = { _ in }) async throws -> [UInt8] {
        var record = try record()
        try change(&record)
        return try await sealer().seal(record)
    }

    /// Evidence whose sealed form was changed afterwards: what anybody could do.
    func tampered(_ change: (inout JSON) throws -> Void) async throws -> [UInt8] {
        var sealed = JSON(try JSONValue.parse(try await evidence(), limits: JSONLimits(maximumBytes: 1 << 20)))
        try change(&sealed)
        return sealed.serialized()
    }

    var verifier: EvidenceVerifier { EvidenceVerifier(anchors: ca.anchors, timestampAnchors: ca.anchors) }

    func verify(
        _ evidence: [UInt8],
        files: [EvidenceVerifier.File] = [contract, annex, signed]
    ) -> EvidenceReport {
        verifier.verify(evidence, files: files, at: TestTime.now + 3600)
    }
}

extension EvidenceReport {
    /// What went wrong first.
    var failure: Check.Subject? { checks.first { $0.outcome == .failed }?.subject }
    /// Everything that was not possible.
    var gaps: [Check.Subject] { checks.filter { $0.outcome == .notPossible }.map(\.subject) }
}
