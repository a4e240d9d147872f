import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// From what a method answered to what the documents can be completed with.
extension SigningFlow {
    /// Builds what is signed of every document and keeps the very bytes until the values arrive.
    func prepare(_ transaction: SigningTransaction, for certificate: SignerCertificate) async throws -> [SigningDigest]
    {
        // A step that broke off may have left something behind.
        try await parts.signings.removePrepared(of: transaction.id)
        var digests: [SigningDigest] = []
        for (index, document) in transaction.documents.enumerated() {
            let prepared: PreparedDocument
            do throws(SigningFailure) {
                prepared = try parts.engine.prepare(
                    document.order,
                    document: try await input(document),
                    signer: certificate,
                    policy: transaction.policy
                )
            } catch {
                throw SigningFailure(error.code, error.detail, document: index)
            }
            try await parts.signings.keep(prepared, at: index, of: transaction)
            digests.append(
                SigningDigest(
                    name: SigningDigests.name(index),
                    bytes: Data(prepared.digest),
                    documentName: document.name
                )
            )
        }
        return digests
    }

    /// Values of the person's own key: by the same signer as before, each one verified.
    func proof(
        of result: SigningResult,
        signer: Signer,
        _ certificate: SignerCertificate?,
        _ transaction: inout SigningTransaction
    ) async throws -> SigningProof? {
        guard let certificate else {
            guard let native = result.native else {
                throw SigningFailure(.providerProtocol, "the method gave no signature of its own")
            }
            // Not asked for attributes, the method gives what it has; the rest goes no further than here.
            var identity = native.identity
            identity.attributes = identity.attributes.restricted(to: Set(transaction.attributes))
            return try proof(of: identity, [native.evidence] + result.evidence, by: .signing, &transaction)
        }
        guard result.native == nil else {
            throw SigningFailure(.providerProtocol, "the method gave a signature of its own beside values")
        }
        guard result.signer.certificates.first == signer.certificates.first, result.signer.subject == signer.subject
        else { throw SigningFailure(.signerMismatch, "another signer approved than the certificate belongs to") }
        try requireSigner(signer, &transaction)
        var prepared: [(name: String, document: PreparedDocument)] = []
        for index in transaction.documents.indices {
            guard let kept = try await parts.signings.prepared(at: index, of: transaction) else {
                throw SigningFailure(.internalError, "what was prepared is gone")
            }
            prepared.append((SigningDigests.name(index), kept))
        }
        let values = try parts.engine.verify(result.values, of: prepared)
        return SigningProof(
            certificate: certificate,
            values: values,
            identity: nil,
            upstreamSubject: signer.subject,
            evidence: result.evidence,
            type: .signing
        )
    }

    /// An identity for whose person the organisation seals.
    func proof(
        of claimed: VerifiedIdentity,
        _ evidence: [EvidenceItem],
        by type: MethodType = .verification,
        _ transaction: inout SigningTransaction
    ) throws -> SigningProof? {
        let seal = try parts.engine.requireSeal()
        guard let method = transaction.methodID.flatMap({ parts.broker.choice[$0] }) else {
            throw SigningFailure(.signerNotEligible, "the method is gone")
        }
        guard !claimed.subject.identifier.isEmpty, !evidence.isEmpty else {
            throw SigningFailure(.providerProtocol, "the method gave no evidence")
        }
        if let minimum = transaction.minimumAssurance, claimed.assurance < minimum {
            throw SigningFailure(.signerNotEligible, "the method is less sure of the person than was asked for")
        }
        let identity = try claimed.held(to: method, log: parts.broker.log)
        // The person approves these documents now: an identity from before proves nothing about them.
        let consent = transaction.timeline.last { $0.event == .accepted }?.time ?? now
        // A minute for clocks that differ.
        guard identity.authenticatedAt >= consent.addingTimeInterval(-60) else {
            throw SigningFailure(.signerNotEligible, "the identity was proved before the person consented")
        }
        try require(identity.subject, &transaction)
        return SigningProof(
            certificate: seal.certificate,
            values: [:],
            identity: identity,
            upstreamSubject: identity.subject,
            evidence: evidence,
            type: type
        )
    }

    /// Notes whom a certificate belongs to, and refuses anyone but whom the client named.
    func requireSigner(_ signer: Signer, _ transaction: inout SigningTransaction) throws {
        if let person = signer.subject {
            try require(person, &transaction)
        } else if transaction.requiredSubject != nil {
            throw SigningFailure(.signerMismatch, "the method does not say who signs")
        }
    }

    /// Notes who signs, as the client knows them, and refuses anyone but whom the client named.
    private func require(_ person: UpstreamSubject, _ transaction: inout SigningTransaction) throws {
        guard let client = client(transaction) else {
            throw SigningFailure(.internalError, "the client is not registered any more")
        }
        let subject = parts.broker.subjects.subject(for: person, sector: client.sector)
        if let required = transaction.requiredSubject, !required.sameBytes(as: subject) {
            throw SigningFailure(.signerMismatch, "another person approved than the client named")
        }
        transaction.subject = subject
    }

    /// Bytes for the engine, with failures of the store as failures of the signing.
    func input(_ document: SigningTransaction.Document) async throws(SigningFailure) -> DocumentInput {
        do {
            return try await parts.input(document)
        } catch let failure as SigningFailure {
            throw failure
        } catch {
            throw SigningFailure(.internalError, "a document could not be read from the store")
        }
    }
}

/// How digests are named between the broker and a method.
enum SigningDigests {
    static func name(_ index: Int) -> String { "doc-\(index + 1)" }

    /// The documents' own digests, for methods with a signature format of their own.
    static func ofDocuments(_ transaction: SigningTransaction) throws(SigningFailure) -> [SigningDigest] {
        transaction.documents.enumerated().map { index, document in
            SigningDigest(name: name(index), bytes: document.sha256, documentName: document.name)
        }
    }
}
