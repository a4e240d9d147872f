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
            let fitting = algorithms.compactMap { algorithm -> Candidate? in
                guard let known = KeyAlgorithm(rawValue: algorithm.rawValue),
                    key.algorithm == nil || key.algorithm == known,
                    // Pinning also checks type, use and, for HS256, the length of the secret.
                    let pinned = try? key.with(algorithm: known)
                else { return nil }
                return Candidate(key: pinned, algorithm: algorithm)
            }
            return fitting.count == 1 ? fitting.first : nil
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
        // RFC 7517 §4.5: keys of different types may share a name. Each is pinned to its algorithm, so that the token's picks
        // a key and never what is done with one.
        var (found, other): (Candidate?, Candidate?)
        for candidate in candidates where candidate.key.keyID.sameBytes(as: keyID) {
            guard candidate.algorithm.rawValue == algorithm else {
                other = candidate
                continue
            }
            guard found == nil else { throw JOSEError(.refused, "the token names two of our keys") }
            found = candidate
        }
        if let found { return found }
        if let other { throw JOSEError(.refused, "alg is not the key's \(other.algorithm.rawValue)") }
        guard keys.contains(where: { $0.keyID.sameBytes(as: keyID) }) else {
            throw JOSEError(.unknownKey, "the token names a key that is not among ours")
        }
        throw JOSEError(.unsuitableKey, "the named key is not for this, or its algorithm is not allowed")
    }
}
