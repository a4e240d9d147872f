import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// An advanced signature over two documents, with an upstream, a seal and a timestamp authority of its own.
struct EvidenceBench {
    static var contract: EvidenceVerifier.File { file { $0.contract.original } }
    static var annex: EvidenceVerifier.File { file { $0.annex.original } }
    static var signed: EvidenceVerifier.File { file { $0.contract.result } }
    static var signedAnnex: EvidenceVerifier.File { file { $0.annex.result } }

    private static func file(_ choose: (SignedDocuments) -> EvidenceVerifier.File) -> EvidenceVerifier.File {
        (try? SignedDocuments.made.get()).map(choose) ?? EvidenceVerifier.File(name: "", bytes: [])
    }

    let documents: SignedDocuments
    let ca: TestAuthority
    let seal: Certificate
    let upstream: JWK
    let salt = [UInt8](repeating: 7, count: 32)

    init() throws {
        documents = try SignedDocuments.made.get()
        ca = documents.ca
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
            "auth_time": .integer(Int64(TestTime.now.timeIntervalSince1970) - 60), "acr": "urn:advanced",
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

    /// Whose key signed the documents.
    var signer: Certificate { documents.signer }

    static func describe(_ file: EvidenceVerifier.File) -> SignedDocumentFacts.File {
        .init(name: file.name, mediaType: "application/pdf", size: file.bytes.count, sha256: SHA256.digest(file.bytes))
    }

    func material() throws -> ValidationMaterial {
        var material = try TestSignature(ca).material()
        material.certificates.append(signer)
        material.responses[0] = try ca.ocsp(about: signer, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now))
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
        return EvidenceRecord(
            transaction: "t-1",
            client: "shop",
            kind: .advanced,
            documents: [try documents.contract.facts(by: signer), try documents.annex.facts(by: signer)],
            timeline: [
                .init(event: .created, time: TestTime.now - 120), .init(event: .accepted, time: TestTime.now - 90),
                .init(event: .approved, time: TestTime.now - 30), .init(event: .signed, time: TestTime.now),
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
            timestamps: try documents.contract.timestamps() + documents.annex.timestamps(),
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

    /// Values of another key in the place of those that are there, each with its own timestamp.
    func exchangeValues(
        of record: inout EvidenceRecord,
        by certificate: Certificate,
        _ key: TestKey,
        at time: Date = TestTime.now
    ) throws {
        record.timestamps = []
        record.material.certificates.append(certificate)
        record.material.responses.append(
            try ca.ocsp(about: certificate, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now))
        )
        for (index, document) in record.documents.enumerated() {
            let digest = SHA256.digest("signed attributes of \(document.original.name)")
            let value = try key.sign(digest: digest)
            record.documents[index].signature = .init(
                digest: digest,
                scheme: key.scheme,
                value: value,
                certificate: certificate.fingerprint
            )
            record.timestamps.append(try ca.verifiedTimestamp(SHA256.digest(value), time: time).token.der)
        }
    }

    /// A bare value over a hash in the place of the second signature.
    func makeRaw(_ record: inout EvidenceRecord, over hash: [UInt8]) throws {
        let old = record.documents[1]
        let certificate = try requireNotNil(old.signature).certificate
        let value = try ca.personKey.sign(digest: hash)
        record.documents[1] = SignedDocumentFacts(
            original: old.original,
            format: .raw,
            levelRequested: .baseline,
            signature: .init(digest: hash, scheme: ca.personKey.scheme, value: value, certificate: certificate),
            result: Self.describe(.init(name: "annex.sig", bytes: value))
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
        files: [EvidenceVerifier.File] = [contract, annex, signed, signedAnnex]
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
