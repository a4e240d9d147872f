import EIDJOSE
import EIDJSON
import EIDMethod

/// Signs what we state about ourselves, with a key of the method's keyring, wherever that is.
struct TokenSigner {
    let key: KeyringEntry
    let algorithm: SignatureAlgorithm
    let keyring: any Keyring

    /// A signed token of claims.
    func sign(_ claims: JSON, type: String, named name: String) async throws(MethodError) -> String {
        let token = UnsignedToken(claims.serialized(), algorithm: algorithm, keyID: key.id, type: type)
        let signature: [UInt8]
        do throws(MethodError) {
            signature = try await keyring.sign(token.bytes, key: key.id, algorithm: algorithm.rawValue)
        } catch {
            throw MethodError(error.code, "\(name) cannot be signed", underlying: error)
        }
        return token.signed(signature)
    }
}
