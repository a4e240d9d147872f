public import EIDJOSE
public import EIDMethod

extension JWK {
    /// Reads a private key that an operator gave a method; throws `misconfigured` where it cannot be read.
    public init(_ key: MethodKeys.Key) throws(MethodError) {
        do throws(JOSEError) {
            try self.init(
                pem: key.pem.reveal(),
                keyID: key.id,
                use: key.use == .signing ? .signature : .encryption
            )
        } catch {
            throw MethodError(.misconfigured, "a key cannot be read", underlying: error)
        }
    }
}
