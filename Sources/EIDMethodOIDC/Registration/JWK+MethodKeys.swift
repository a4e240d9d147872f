public import EIDJOSE
import EIDJSON
public import EIDMethod

extension JWK {
    /// Reads one of a method's keys; throws `misconfigured` where it cannot be read.
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

    /// The public half of a key in the method's keyring; throws `misconfigured` where it cannot be read.
    public init(_ entry: KeyringEntry) throws(MethodError) {
        do {
            try self.init(parsing: JSONValue.parse(entry.publicKey))
        } catch {
            throw MethodError(.misconfigured, "a key of the keyring cannot be read", underlying: error)
        }
    }
}
