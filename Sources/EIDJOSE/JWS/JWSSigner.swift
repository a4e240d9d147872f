/// Signs with one key and one algorithm.
public struct JWSSigner: Sendable {
    /// The key.
    public let key: JWK
    /// The algorithm.
    public let algorithm: SignatureAlgorithm

    /// Creates a signer; without an algorithm the key must be pinned to one.
    public init(key: JWK, algorithm: SignatureAlgorithm? = nil) throws(JOSEError) {
        guard let algorithm = algorithm ?? key.algorithm?.signature,
            let known = KeyAlgorithm(rawValue: algorithm.rawValue)
        else { throw JOSEError(.unsuitableKey, "the key says no algorithm to sign with") }
        guard key.isPrivate, key.allows(.sign) else { throw JOSEError(.unsuitableKey, "the key is not for signing") }
        self.key = try key.with(algorithm: known)
        guard key.algorithm == nil || key.algorithm == known else {
            throw JOSEError(.unsuitableKey, "the key is for another algorithm than \(algorithm.rawValue)")
        }
        self.algorithm = algorithm
    }

    /// A signed token in its compact form; its header names the algorithm, the key and the types.
    public func sign(
        _ payload: some Collection<UInt8>,
        type: String? = nil,
        contentType: String? = nil
    ) throws(JOSEError) -> String {
        let token = UnsignedToken(
            payload,
            algorithm: algorithm,
            keyID: key.keyID,
            type: type,
            contentType: contentType
        )
        let signature = try signature(over: token.bytes)
        return token.signed(signature)
    }

    /// The bare signature over a message, for formats other than tokens.
    public func signature(over message: some Collection<UInt8>) throws(JOSEError) -> [UInt8] {
        let direct = message.withContiguousStorageIfAvailable { bytes in
            Result { () throws(JOSEError) in
                try Signatures.sign(UnsafeRawBufferPointer(bytes), with: key.material, algorithm)
            }
        }
        if let direct { return try direct.get() }
        return try signature(over: Array(message))
    }
}
