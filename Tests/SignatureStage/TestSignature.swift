import FoundationEssentials

@testable import EIDSignature

/// A person's signature at each level.
struct TestSignature {
    let ca: TestAuthority

    init(_ ca: TestAuthority) { self.ca = ca }

    func prepared(_ content: [UInt8], profile: SignatureProfile = .cades) throws -> PreparedCAdES {
        let builder = try CAdESBuilder(certificate: ca.person, chain: [ca.issuer], profile: profile)
        return try builder.prepare(
            contentDigest: builder.scheme.digest.digest(content),
            signingTime: TestTime.now
        )
    }

    func baseline(_ content: [UInt8], profile: SignatureProfile = .cades) throws -> SignedData {
        let prepared = try prepared(content, profile: profile)
        return try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
    }

    func timestamped(_ content: [UInt8]) throws -> SignedData {
        let message = try baseline(content)
        return try message.adding(signatureTimestamp: ca.verifiedTimestamp(message.signatureImprint()))
    }

    /// Answers for everybody below the root; the issuer's by list, the others' by responder.
    func material(revoked: Date? = nil) throws -> ValidationMaterial {
        ValidationMaterial(
            certificates: [ca.issuer, ca.authority, ca.root],
            responses: [
                try ca.ocsp(
                    about: ca.person,
                    by: ca.issuer,
                    AnswerFault(revokedSince: revoked, thisUpdate: TestTime.now)
                ),
                try ca.ocsp(about: ca.authority, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now)),
            ],
            lists: [try ca.list(by: ca.root, key: ca.rootKey)]
        )
    }

    func longTerm(_ content: [UInt8]) throws -> SignedData { try timestamped(content).adding(material()) }

    func archival(_ content: [UInt8]) throws -> SignedData {
        let message = try longTerm(content)
        let imprint = try message.archiveImprint(contentDigest: DigestAlgorithm.sha256.digest(content))
        let timestamp = try ca.verifiedTimestamp(imprint.imprint, time: TestTime.now + 30)
        return try message.adding(archiveTimestamp: timestamp, over: imprint)
    }
}
