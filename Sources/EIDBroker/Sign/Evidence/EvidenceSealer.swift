import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// Puts the operator's seal on evidence, so that nobody can change it unseen, the broker included.
struct EvidenceSealer: Sendable {
    /// What evidence is sealed with.
    enum Seal: Sendable {
        /// A certificate with its issuers, and its key wherever that is: a digest goes in, a value comes out.
        case certificate([Certificate], sign: @Sendable (_ digest: [UInt8]) async throws -> [UInt8])
        /// The broker's own key, which the evidence names: there is no certificate.
        case brokerKey(JWSSigner)
    }

    /// Asks a timestamp authority about a SHA-256 digest.
    typealias TimestampClient = @Sendable (_ imprint: [UInt8]) async throws -> VerifiedTimestamp

    /// What issuers say about a timestamp's authority, as far as it can be had; throws where one took its certificate back.
    typealias AuthorityAnswers =
        @Sendable (_ timestamp: VerifiedTimestamp) async throws(SigningFailure) -> ValidationMaterial

    private let seal: Seal
    private let timestamp: TimestampClient?
    private let answers: AuthorityAnswers?
    private let clock: WallClock

    /// What the header's type says of evidence.
    ///
    /// Seal and key sign other things as well, some of whose content and media type clients choose: nothing but this tells
    /// them apart.
    static let type = "eid-broker-evidence+jws"

    /// Without a timestamp client the seal is at B-B.
    init(seal: Seal, timestamp: TimestampClient?, answers: AuthorityAnswers? = nil, clock: WallClock) {
        self.seal = seal
        self.timestamp = timestamp
        self.answers = answers
        self.clock = clock
    }

    /// What sealed evidence is, for downloads: JSON, or a compact JWS of the broker's key.
    static func mediaType(of evidence: [UInt8]) -> String {
        evidence.first == UInt8(ascii: "{") ? "application/jose+json" : "application/jose"
    }

    /// The record under the seal: JAdES in the flattened JSON form, or a JWS of the broker; with a timestamp where there is an
    /// authority, which depends on neither.
    ///
    /// `isStamped: false` leaves the timestamp out, for signings that do not need the authority either.
    func seal(_ record: EvidenceRecord, isStamped: Bool = true) async throws(SigningFailure) -> [UInt8] {
        let payload = record.serialized()
        guard payload.count <= EvidenceRecord.limits.maximumBytes else {
            throw SigningFailure(.batchTooLarge, "evidence of \(payload.count) bytes, which nobody could read")
        }
        switch seal {
        case .brokerKey(let signer):
            let token: BrokerSeal
            do {
                token = try BrokerSeal(
                    compact: signer.sign(payload, type: Self.type, contentType: EvidenceRecord.mediaType)
                )
            } catch {
                throw SigningFailure(.internalError, "the evidence could not be signed: \(error)")
            }
            return (isStamped ? try await stamped(token, record) : token).serialized
        case .certificate(let chain, let sign):
            let signature = try await signature(payload, chain, sign)
            return Array((isStamped ? try await stamped(signature, record) : signature).json.utf8)
        }
    }

    private func signature(
        _ payload: [UInt8],
        _ chain: [Certificate],
        _ sign: @Sendable ([UInt8]) async throws -> [UInt8]
    ) async throws(SigningFailure) -> JAdESSignature {
        do {
            guard let certificate = chain.first else {
                throw SignatureError(.certificateInvalid, "there is no certificate for the seal")
            }
            let builder = try JAdESBuilder(certificate: certificate, chain: Array(chain.dropFirst()))
            let prepared = try builder.prepare(
                payload,
                mediaType: EvidenceRecord.mediaType,
                type: Self.type,
                signingTime: clock.now
            )
            return try prepared.signature(with: try await sign(prepared.toBeSigned.digest))
        } catch {
            throw SigningFailure(.internalError, "the evidence could not be sealed: \(error)")
        }
    }

    private func stamped<Value: StampedSeal>(
        _ value: Value,
        _ record: EvidenceRecord
    ) async throws(SigningFailure) -> Value {
        guard let timestamp else { return value }
        let token: VerifiedTimestamp
        let stamped: Value
        do {
            token = try await timestamp(value.imprint(.sha256))
            stamped = try value.adding(token)
        } catch {
            throw SigningFailure(.timestampFailed, "the seal of the evidence: \(error)")
        }
        // Whoever did not answer about the documents' timestamps a moment ago is not waited for once more.
        guard let answers, !token.path.certificates.contains(where: { record.unanswered.contains($0.fingerprint) })
        else {
            return stamped
        }
        var material = try await answers(token).leavingOut(record.material)
        // Beside the largest record there is room for so much in base64url of base64.
        let size = (material.lists + material.responses).reduce(0) { $0 + $1.count }
        if size > 8 * 1024 * 1024 { material.lists = [] }
        return stamped.adding(validationData: material)
    }
}

extension ValidationMaterial {
    /// What is not in another one.
    func leavingOut(_ other: ValidationMaterial) -> ValidationMaterial {
        ValidationMaterial(
            certificates: certificates.filter { !other.certificates.contains($0) },
            responses: responses.filter { !other.responses.contains($0) },
            lists: lists.filter { !other.lists.contains($0) }
        )
    }
}
