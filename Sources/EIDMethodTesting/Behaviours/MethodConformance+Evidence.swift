import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

extension MethodConformance {
    /// What a method keeps when a signature will rest on the identity; nothing for methods without `keepsEvidence`.
    public static let evidence: [MethodConformance] = [
        keepsEvidenceOfACommitment, commitsDifferentlyEachTime, refusesAnotherCommitment, keepsNoEvidenceUnasked,
    ]

    /// Years later, the evidence must prove by itself who answered to which documents.
    public static let keepsEvidenceOfACommitment = MethodConformance(
        "a commitment is kept in evidence that verifies by itself"
    ) { stage in
        let (identity, commitment) = try await stage.committed(try stage.method())
        guard !identity.evidence.isEmpty else { throw ConformanceFailure("nothing is kept") }
        let tokens = identity.evidence.filter { $0.nonceSalt != nil }
        guard tokens.count == 1, let token = tokens.first, let salt = token.nonceSalt, salt.count >= 16 else {
            throw ConformanceFailure("not exactly one item carries a salt of 16 bytes or more")
        }
        let expected = Base64URL.encode(SHA256.digest(salt + commitment))
        for item in identity.evidence where item.mediaType == "application/jwt" {
            let claims = try item.verifiedClaims()
            if item == token, claims["nonce"]?.string != expected {
                throw ConformanceFailure("the nonce is not that of the salt and the commitment")
            }
        }
        if token.mediaType != "application/jwt" {
            guard let value = try stage.bench.committedValue(of: token) else {
                throw ConformanceFailure("the committed item is no token, and the bench does not say what it repeats")
            }
            guard value.utf8.elementsEqual(expected.utf8) else {
                throw ConformanceFailure("what is signed is not that of the salt and the commitment")
            }
        }
        guard identity.evidence.allSatisfy({ !$0.kind.isEmpty && !$0.mediaType.isEmpty && !$0.content.isEmpty }) else {
            throw ConformanceFailure("an item of evidence is incomplete")
        }
    }

    /// A salt that repeats would let one answer stand for two signings.
    public static let commitsDifferentlyEachTime = MethodConformance(
        "two answers to one commitment have different salts"
    ) { stage in
        let method = try stage.method()
        let first = try await stage.committed(method).identity
        let second = try await stage.committed(method).identity
        let salts = (first.evidence + second.evidence).compactMap(\.nonceSalt)
        guard salts.count == 2, Set(salts).count == 2 else { throw ConformanceFailure("a salt occurs twice") }
    }

    /// An answer to something else is no evidence.
    public static let refusesAnotherCommitment = MethodConformance(
        "an answer that does not repeat the commitment is refused"
    ) { stage in
        guard stage.descriptor.keepsEvidence else { throw Inapplicable(reason: Self.keepsNone) }
        try await stage.inject(.wrongNonce)
        do {
            _ = try await stage.committed(try stage.method())
        } catch let error as MethodError {
            guard error.code == .untrusted else { throw ConformanceFailure("refused as \(error.code)") }
            return
        }
        throw ConformanceFailure("an identity came out of it")
    }

    /// Evidence is personal data; it is kept where it is needed.
    public static let keepsNoEvidenceUnasked = MethodConformance("without a commitment no evidence is kept") { stage in
        let identity = try await stage.perform(with: try stage.method(), try stage.request())
        guard identity.evidence.isEmpty else { throw ConformanceFailure("\(identity.evidence.count) items are kept") }
    }

    fileprivate static let keepsNone = "the method keeps no evidence"
    fileprivate static let cannotCommit = "the method refuses commitments with these settings"
}

extension Stage {
    /// A whole transaction with a commitment.
    fileprivate func committed(_ method: Method) async throws -> (identity: VerifiedIdentity, commitment: Data) {
        guard descriptor.keepsEvidence else { throw Inapplicable(reason: MethodConformance.keepsNone) }
        let commitment = Data(random.bytes(48))
        let request = try request(commitment: commitment)
        let step: Method.Step
        do {
            step = try await begin(method, request)
        } catch let error as MethodError where error.code == .unsupported {
            throw Inapplicable(reason: MethodConformance.cannotCommit)
        }
        let identity = try await finish(step, with: method, request)
        for item in identity.evidence { watch(String(decoding: item.content, as: UTF8.self)) }
        return (identity, commitment)
    }
}

extension EvidenceItem {
    /// The claims of a signed token, verified with the keys beside it, all of which are public.
    fileprivate func verifiedClaims() throws -> JSONValue {
        guard let keys else { throw ConformanceFailure("the token \(kind) has no keys beside it") }
        do {
            let set = try JWKSet(parsing: JSONValue.parse(Array(keys)), from: .publicOnly)
            let token = String(decoding: content, as: UTF8.self)
            let header = try JSONValue.parse(Base64URL.decode(token.prefix { $0 != "." }) ?? [])
            let algorithm = header["alg"]?.string.flatMap(SignatureAlgorithm.init(rawValue:))
            let verified = try JWSVerifier(
                keys: set.keys.filter { $0.use != .encryption && $0.type != .oct },
                algorithms: Set([algorithm].compactMap(\.self)),
                maximumLength: 1024 * 1024
            ).verify(token)
            return try JSONValue.parse(verified.payload, limits: JSONLimits(maximumBytes: 1024 * 1024))
        } catch {
            throw ConformanceFailure("the token \(kind) does not verify with the keys beside it: \(error)")
        }
    }
}
