import EIDJOSE
import EIDJSON
import EIDMethod

/// The broker's own keys: one signer per algorithm, made once, and the set that is published.
struct SigningKeys: Sendable {
    private let signers: [SignatureAlgorithm: JWSSigner]
    /// The algorithm of ID tokens where a client says nothing.
    let standard: SignatureAlgorithm
    /// The algorithm of the first key, for what no client reads.
    let first: SignatureAlgorithm
    /// What `/jwks.json` answers.
    let published: [UInt8]
    /// Recognises what any of the keys signed, each with its own algorithm.
    let verifier: JWSVerifier
    /// The algorithms there are keys for, in the operator's order.
    let algorithms: [SignatureAlgorithm]

    init(_ keys: [JWK]) throws {
        var signers: [SignatureAlgorithm: JWSSigner] = [:]
        var algorithms: [SignatureAlgorithm] = []
        var halves: [JWK] = []
        for key in keys {
            guard let algorithm = Self.algorithm(of: key), let known = KeyAlgorithm(rawValue: algorithm.rawValue) else {
                throw JOSEError(.unsuitableKey, "a signing key is of a type that signs nothing")
            }
            // Clients pick keys by kid and alg, so both are always there (security requirement 13).
            let named = try key.with(keyID: key.keyID ?? key.thumbprint, use: .signature, algorithm: known)
            if signers[algorithm] == nil {
                signers[algorithm] = try JWSSigner(key: named, algorithm: algorithm)
                algorithms.append(algorithm)
            }
            if let half = named.publicHalf { halves.append(half) }
        }
        guard let first = algorithms.first, let standard = Self.standard(among: algorithms) else {
            throw JOSEError(.unsuitableKey, "there is no signing key")
        }
        self.signers = signers
        self.standard = standard
        self.first = first
        self.algorithms = algorithms
        published = try JWKSet(keys: halves).json().serialized()
        verifier = JWSVerifier(
            keys: halves,
            algorithms: Set(halves.compactMap(Self.algorithm(of:))),
            maximumLength: IDTokenHint.maximumLength
        )
    }

    /// RS256, which client libraries expect and OpenID Connect Registration §2 makes the default of
    /// `id_token_signed_response_alg`, or that of the first key where no key is for it.
    static func standard(among algorithms: [SignatureAlgorithm]) -> SignatureAlgorithm? {
        algorithms.contains(.rs256) ? .rs256 : algorithms.first
    }

    /// The signer for an algorithm.
    func signer(_ algorithm: SignatureAlgorithm) throws -> JWSSigner {
        guard let signer = signers[algorithm] else {
            throw JOSEError(.unsuitableKey, "there is no signing key for a client's algorithm")
        }
        return signer
    }

    /// What we sign with, and what clients' assertions may be signed with: what every client library has.
    static let common: [SignatureAlgorithm] = [.es256, .rs256, .ps256, .edDSA]

    /// What a key signs with: what it is pinned to, or what its type suggests.
    static func algorithm(of key: JWK) -> SignatureAlgorithm? {
        if let pinned = key.algorithm { return pinned.signature.flatMap { common.contains($0) ? $0 : nil } }
        switch key.type {
        case .p256: return .es256
        case .rsa: return .rs256
        case .ed25519: return .edDSA
        case .p384, .x25519, .oct: return nil
        }
    }

    /// The public half of a method's key, named as the method names it.
    static func publicHalf(of key: MethodKeys.Key) throws(JOSEError) -> JWK {
        let use: KeyUse = key.use == .signing ? .signature : .encryption
        guard let half = try JWK(pem: key.pem.reveal(), keyID: key.id, use: use, algorithm: nil).publicHalf else {
            throw JOSEError(.unsuitableKey, "a method's key has no public half")
        }
        return half
    }

    /// What `/methods/{id}/jwks.json` answers.
    static func published(_ keys: MethodKeys) throws -> [UInt8] {
        try JWKSet(keys: try keys.all.map { try publicHalf(of: $0) }).json().serialized()
    }
}
