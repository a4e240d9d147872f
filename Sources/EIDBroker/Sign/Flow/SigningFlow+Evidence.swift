import EIDJOSE
import EIDMethod
import EIDSignature
import FoundationEssentials
import Logging

/// What proves later, without the broker, who approved which documents and when.
extension SigningFlow {
    /// Version of the text on the review page; raised with every change of its meaning.
    static let consentVersion = "1"

    /// What evidence is sealed with, and what issuers say about the certificates that it rests on.
    struct EvidenceTrust {
        let seal: Seal?
        let findings: RevocationFindings
    }

    /// Asks about the seal and the authority of the documents' timestamps, as far as anybody answers.
    func evidenceTrust(_ transaction: SigningTransaction) async -> EvidenceTrust {
        let tokens = Self.timestamps(transaction.documents.compactMap(\.result))
        let (seal, ofSeal) = await parts.engine.evidenceSeal()
        var findings = ofSeal
        findings.merge(await parts.engine.findings(aboutAuthoritiesOf: tokens))
        return EvidenceTrust(seal: seal, findings: findings)
    }

    /// Writes, seals and stores the evidence of a signing.
    func evidence(
        of transaction: SigningTransaction,
        _ proof: SigningProof,
        _ trust: EvidenceTrust
    ) async throws -> StoredDocument {
        var record = try record(of: transaction, proof)
        record.material.merge(trust.findings.material)
        record.unanswered = trust.findings.unanswered.map(\.fingerprint)
        record.leaveOutLargeLists()
        let bytes = try await sealed(record, parts.sealer(trust.seal), of: transaction)
        return try await parts.documents.insert(
            bytes,
            name: "evidence-\(transaction.id).json",
            mediaType: EvidenceSealer.mediaType(of: bytes),
            clientID: transaction.clientID,
            expiresAt: transaction.retainedUntil
        )
    }

    /// Without a timestamp where its authority does not answer and no document had to have one either.
    private func sealed(
        _ record: EvidenceRecord,
        _ sealer: EvidenceSealer,
        of transaction: SigningTransaction
    ) async throws(SigningFailure) -> [UInt8] {
        do {
            return try await sealer.seal(record)
        } catch {
            let needsTimestamp = transaction.documents.contains { $0.order.lowestLevel > .baseline }
            guard error.code == .timestampFailed, !needsTimestamp else { throw error }
            parts.log("evidence without a timestamp", transaction, detail: error.detail)
            return try await sealer.seal(record, isStamped: false)
        }
    }

    private func record(
        of transaction: SigningTransaction,
        _ proof: SigningProof
    ) throws(SigningFailure) -> EvidenceRecord {
        let results = transaction.documents.compactMap(\.result)
        let identity = proof.identity
        let material = try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
            try Self.material(of: results)
        }
        return EvidenceRecord(
            transaction: transaction.id,
            client: transaction.clientID,
            kind: transaction.quality == .qualified ? .qualified : .advanced,
            documents: zip(transaction.documents, results).map(Self.facts),
            timeline: transaction.timeline,
            method: EvidenceRecord.MethodFacts(
                id: transaction.methodID ?? "",
                type: proof.type,
                assurance: identity?.assurance,
                acr: identity?.assertedACR
            ),
            person: EvidenceRecord.Person(
                subject: transaction.subject,
                authenticatedAt: identity?.authenticatedAt,
                attributes: identity?.attributes ?? IdentityAttributes(),
                asked: Set(transaction.attributes)
            ),
            commitment: try commitment(of: transaction, proof),
            items: proof.evidence,
            material: material,
            timestamps: Self.timestamps(results),
            policy: transaction.policy,
            consent: EvidenceRecord.Consent(version: Self.consentVersion, language: transaction.language),
            broker: EvidenceRecord.Software(
                version: BrokerVersion.current,
                configuration: parts.broker.settingsDigest
            )
        )
    }

    private static func timestamps(_ results: [SigningTransaction.Document.Result]) -> [[UInt8]] {
        results.flatMap { $0.facts.timestamps.map { Array($0.token) } }
    }

    /// Only where a token's nonce was made of it.
    private func commitment(of transaction: SigningTransaction, _ proof: SigningProof) throws(SigningFailure)
        -> DocumentCommitment?
    {
        guard proof.evidence.contains(where: { $0.nonceSalt != nil }) else { return nil }
        return try DocumentCommitment(transaction.documents.map { Array($0.sha256) })
    }

    private static func material(of results: [SigningTransaction.Document.Result]) throws(SignatureError)
        -> ValidationMaterial
    {
        var material = ValidationMaterial()
        for document in results {
            var certificates: [Certificate] = []
            for der in document.facts.certificates { certificates.append(try Certificate(der: Array(der))) }
            material.merge(
                ValidationMaterial(
                    certificates: certificates,
                    responses: document.facts.responses.map { Array($0) },
                    lists: document.facts.lists.map { Array($0) }
                )
            )
        }
        return material
    }

    private static func facts(_ document: SigningTransaction.Document, _ result: SigningTransaction.Document.Result)
        -> SignedDocumentFacts
    {
        let facts = result.facts
        return SignedDocumentFacts(
            original: SignedDocumentFacts.File(
                name: document.name,
                mediaType: document.mediaType,
                size: document.size,
                sha256: Array(document.sha256)
            ),
            format: facts.format,
            levelRequested: facts.levelRequested,
            levelReached: result.levelReached,
            signature: SignedDocumentFacts.Signature(
                digest: Array(facts.signedDigest),
                scheme: facts.scheme,
                value: Array(result.value.bytes),
                certificate: SHA256.digest(facts.certificates.first ?? Data())
            ),
            result: SignedDocumentFacts.File(
                name: result.name,
                mediaType: result.mediaType,
                size: result.size,
                sha256: Array(result.sha256)
            )
        )
    }
}
