import EIDJSON

/// Finds the one key that a token may be checked with.
///
/// The algorithm comes from the key or from configuration; the token
/// only has to agree.
struct KeyChoice<Algorithm: RawRepresentable<String> & Hashable & Sendable>: Sendable {
    struct Candidate: Sendable {
        let key: JWK
        let algorithm: Algorithm
    }

    private let keys: [JWK]
    private let candidates: [Candidate]

    /// A key without an algorithm gets the one that configuration leaves for its type; with two left it gets none.
    init(keys: [JWK], algorithms: Set<Algorithm>, usable: (JWK) -> Bool) {
        self.keys = keys
        candidates = keys.compactMap { key in
            guard usable(key) else { return nil }
            let fitting = algorithms.filter { algorithm in
                guard let known = KeyAlgorithm(rawValue: algorithm.rawValue), key.type.fits(known) else { return false }
                return key.algorithm == nil || key.algorithm == known
            }
            guard fitting.count == 1, let algorithm = fitting.first else { return nil }
            return Candidate(key: key, algorithm: algorithm)
        }
    }

    func candidate(keyID: String?, algorithm: String) throws(JOSEError) -> Candidate {
        guard let keyID else {
            let fitting = candidates.filter { $0.algorithm.rawValue == algorithm }
            guard fitting.count == 1, let only = fitting.first else {
                throw JOSEError(.refused, "the token names no key, and \(fitting.count) of ours fit it")
            }
            return only
        }
        guard keys.contains(where: { $0.keyID.sameBytes(as: keyID) }) else {
            throw JOSEError(.unknownKey, "the token names a key that is not among ours")
        }
        let named = candidates.filter { $0.key.keyID.sameBytes(as: keyID) }
        guard let only = named.first else {
            throw JOSEError(.unsuitableKey, "the named key is not for this, or its algorithm is not allowed")
        }
        guard named.count == 1 else { throw JOSEError(.refused, "the token names two of our keys") }
        guard only.algorithm.rawValue == algorithm else {
            throw JOSEError(.refused, "alg is not the key's \(only.algorithm.rawValue)")
        }
        return only
    }
}
