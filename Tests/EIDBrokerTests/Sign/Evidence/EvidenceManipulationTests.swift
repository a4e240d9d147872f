import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// Lies that a broker could seal: each must show without anybody's help.
@Suite("Manipulated evidence") struct EvidenceManipulationTests {
    private let bench: EvidenceBench

    init() throws { bench = try EvidenceBench() }

    private func failure(_ change: (inout EvidenceRecord) throws -> Void) async throws -> EvidenceReport.Check.Subject?
    {
        let report = bench.verify(
            try await bench.evidence(change),
            files: [EvidenceBench.contract, EvidenceBench.annex]
        )
        #expect(report.verdict == .invalid)
        return report.failure
    }

    @Test("a changed attribute") func attribute() async throws {
        #expect(
            try await failure { record in
                var attributes = IdentityAttributes()
                attributes.set(.familyName, to: "Thief", from: Provenance(claim: "family_name", basis: .document))
                record.person = .init(subject: "s", attributes: attributes, asked: attributes.names)
            } == .attributes
        )
    }

    @Test("a token about another signing") func swappedToken() async throws {
        #expect(
            try await failure { record in
                record.items = [try bench.item(bench.token { $0["nonce"] = "another" })]
            } == .binding
        )
    }

    @Test("a token without a nonce") func tokenWithoutNonce() async throws {
        #expect(
            try await failure { record in
                record.items = [try bench.item(bench.token { $0["nonce"] = nil })]
            } == .binding
        )
    }

    @Test("a salt that was changed") func salt() async throws {
        #expect(
            try await failure { record in
                let item = try bench.item()
                record.items = [
                    EvidenceItem(
                        kind: item.kind,
                        mediaType: item.mediaType,
                        content: item.content,
                        keys: item.keys,
                        nonceSalt: Data(repeating: 8, count: 32)
                    )
                ]
            } == .binding
        )
    }

    @Test("a salt so short that it may be guessed") func shortSalt() async throws {
        #expect(
            try await failure { record in
                let salt = [UInt8](repeating: 1, count: 8)
                let nonce = try bench.commitment.nonce(salt: salt)
                record.items = [
                    EvidenceItem(
                        kind: "id_token",
                        mediaType: "application/jwt",
                        content: try bench.token { $0["nonce"] = .string(nonce) },
                        keys: try bench.keys(),
                        nonceSalt: Data(salt)
                    )
                ]
            } == .binding
        )
    }

    @Test("no token at all") func noToken() async throws {
        #expect(try await failure { $0.items = [] } == .binding)
    }

    @Test("a token by somebody else") func foreignToken() async throws {
        let stranger = try JWK.generate(.p256, keyID: "upstream-1", use: .signature, algorithm: .es256)
        #expect(
            try await failure { $0.items = [try bench.item(bench.token(key: stranger))] } == .item
        )
    }

    @Test("a foreign key set") func foreignKeys() async throws {
        let stranger = try JWK.generate(.p256, keyID: "upstream-1", use: .signature, algorithm: .es256)
        #expect(try await failure { $0.items = [try bench.item(keys: bench.keys(stranger))] } == .item)
    }

    @Test("a key set with a shared secret") func secretKeys() async throws {
        let secret = Data(
            #"{"keys":[{"kty":"oct","kid":"upstream-1","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}"#.utf8
        )
        #expect(try await failure { $0.items = [try bench.item(keys: secret)] } == .item)
    }

    @Test("a token of a year ago") func oldToken() async throws {
        #expect(
            try await failure { record in
                record.items = [try bench.item(bench.token { $0["iat"] = 1_700_000_000 })]
            } == .timeline
        )
    }

    @Test("times out of order") func timeline() async throws {
        #expect(try await failure { $0.timeline.reverse() } == .timeline)
    }

    @Test("an end after the seal") func lateEnd() async throws {
        #expect(
            try await failure { $0.timeline.append(.init(event: .signed, time: TestTime.now + 3000)) } == .timeline
        )
    }

    @Test("another document than was committed to") func otherDocument() async throws {
        #expect(
            try await failure { record in
                let annex = bench.documents.annex
                let other = SignedDocuments.Document(
                    original: .init(name: "annex.pdf", bytes: [1]),
                    result: annex.result,
                    format: annex.format,
                    level: annex.level,
                    message: annex.message
                )
                record.documents[1] = try other.facts(by: bench.signer)
            } == .commitment
        )
    }

    @Test("documents in another order") func order() async throws {
        #expect(try await failure { $0.documents.reverse() } == .commitment)
    }

    @Test("a commitment to other hashes") func commitment() async throws {
        #expect(
            try await failure { record in
                record.commitment = try DocumentCommitment([SHA256.digest("x"), SHA256.digest("y")])
            } == .commitment
        )
    }

    @Test("a signature value by another key") func foreignValue() async throws {
        #expect(
            try await failure { record in
                let old = try requireNotNil(record.documents[0].signature)
                record.documents[0].signature = .init(
                    digest: old.digest,
                    scheme: old.scheme,
                    value: try bench.ca.strangerKey.sign(digest: old.digest, old.scheme),
                    certificate: old.certificate
                )
            } == .signature
        )
    }

    @Test("a changed digest") func changedDigest() async throws {
        #expect(
            try await failure { record in
                let old = try requireNotNil(record.documents[0].signature)
                record.documents[0].signature = .init(
                    digest: SHA256.digest("other"),
                    scheme: old.scheme,
                    value: old.value,
                    certificate: old.certificate
                )
            } == .signature
        )
    }

    @Test("a signer's certificate that is missing") func missingCertificate() async throws {
        #expect(
            try await failure { record in
                record.material.certificates.removeAll { $0 == bench.signer }
            } == .signature
        )
    }

    @Test("a signer's certificate that was revoked before") func revoked() async throws {
        #expect(
            try await failure { record in
                let fault = AnswerFault(revokedSince: TestTime.now - 3600, thisUpdate: TestTime.now)
                record.material.responses.append(
                    try bench.ca.ocsp(about: bench.signer, by: bench.ca.issuer, fault)
                )
            } == .revocation
        )
    }

    @Test("a timestamp by somebody else") func foreignTimestamp() async throws {
        #expect(
            try await failure { record in
                let value = try requireNotNil(record.documents[0].signature?.value)
                let request = try TimestampRequest(imprint: SHA256.digest(value))
                let fault = TimestampFault(key: bench.ca.strangerKey)
                record.timestamps = [try TimestampResponse(der: bench.ca.timestamp(request, fault)).token.der]
            } == .timestamp
        )
    }

    @Test("without answers about revocation a long-term signature stays in doubt") func noRevocation() async throws {
        let report = bench.verify(
            try await bench.evidence { record in
                record.material.responses = []
                record.material.lists = []
            }
        )
        #expect(report.verdict == .indeterminate)
    }

    @Test("without keys the upstream's word stays in doubt") func noKeys() async throws {
        let evidence = try await bench.evidence { record in
            record.items = [EvidenceItem(kind: "signature", mediaType: "application/xml", content: Data("<x/>".utf8))]
        }
        #expect(bench.verify(evidence).verdict == .indeterminate)
    }

    @Test("a file that was changed") func changedFile() async throws {
        var changed = EvidenceBench.signed.bytes
        changed[0] ^= 1
        let file = EvidenceVerifier.File(name: "contract-signed.pdf", bytes: changed)
        #expect(bench.verify(try await bench.evidence(), files: [file]).failure == .document)
    }

    @Test("a file that is not given is only missed") func missingFile() async throws {
        let report = bench.verify(try await bench.evidence(), files: [EvidenceBench.signed])
        #expect(report.verdict == .valid)
        #expect(report.gaps.contains(.document))
    }
}
