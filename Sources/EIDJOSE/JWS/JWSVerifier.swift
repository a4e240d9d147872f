/// Verifies tokens with keys that configuration names.
public struct JWSVerifier: Sendable {
    private let choice: KeyChoice<SignatureAlgorithm>
    private let maximumLength: Int
    private let headers = HeaderCache()

    /// Creates a verifier.
    ///
    /// A key without an algorithm gets the one of `algorithms` that fits its type, and none if two do.
    public init(keys: [JWK], algorithms: Set<SignatureAlgorithm>, maximumLength: Int = 64 * 1024) {
        choice = KeyChoice(keys: keys, algorithms: algorithms) { $0.allows(.verify) }
        self.maximumLength = maximumLength
    }

    /// Creates a verifier from a set.
    public init(keys: JWKSet, algorithms: Set<SignatureAlgorithm>, maximumLength: Int = 64 * 1024) {
        self.init(keys: keys.keys, algorithms: algorithms, maximumLength: maximumLength)
    }

    /// The token's header and payload, if one of our keys signed it.
    ///
    /// ``JOSEError/Code/unknownKey`` means that the token names a key we do not have: fetching the keys again may help.
    public func verify(_ token: String) throws(JOSEError) -> VerifiedJWS {
        try CompactToken.withBytes(of: token) { bytes throws(JOSEError) in try verify(bytes) }
    }

    private func verify(_ bytes: UnsafeBufferPointer<UInt8>) throws(JOSEError) -> VerifiedJWS {
        let token = try CompactToken(bytes, parts: 3, maximumLength: maximumLength)
        let fields = try headers.fields(of: token)
        let chosen = try choice.candidate(keyID: fields.keyID, algorithm: fields.algorithm)
        let signature = try token.decode(2)
        let signed = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<token.parts[1].endIndex])
        try Signatures.verify(signature, over: signed, with: chosen.key.material, chosen.algorithm)
        let header = JWSHeader(
            algorithm: chosen.algorithm,
            keyID: fields.keyID,
            type: fields.type,
            contentType: fields.contentType,
            json: fields.json
        )
        return VerifiedJWS(header: header, payload: try token.decode(1), key: chosen.key)
    }

    /// Checks a bare signature over a message, for formats other than tokens.
    public static func verify(
        _ signature: [UInt8],
        over message: some Collection<UInt8>,
        key: JWK,
        algorithm: SignatureAlgorithm
    ) throws(JOSEError) {
        guard let known = KeyAlgorithm(rawValue: algorithm.rawValue), key.allows(.verify),
            key.algorithm == nil || key.algorithm == known, (try? key.with(algorithm: known)) != nil
        else { throw JOSEError(.unsuitableKey, "the key is not for \(algorithm.rawValue)") }
        let message = Array(message)
        try message.withUnsafeBytes { bytes in
            Result { () throws(JOSEError) in
                try Signatures.verify(signature, over: bytes, with: key.material, algorithm)
            }
        }.get()
    }
}
