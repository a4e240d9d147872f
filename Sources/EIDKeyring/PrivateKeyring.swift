import EIDJOSE
import EIDJSON
public import EIDMethod

/// The keyring that holds the private keys: what a method that is linked in gets, and where the calls of an external one end.
public struct PrivateKeyring: Keyring {
    private let held: [(entry: KeyringEntry, key: JWK)]

    /// Reads keys that were checked with the settings; one that cannot be read is not offered.
    public init(_ keys: MethodKeys) {
        held = keys.all.compactMap { key in
            let use: KeyUse = key.use == .signing ? .signature : .encryption
            guard let read = try? JWK(pem: key.pem.reveal(), keyID: key.id, use: use, algorithm: nil), read.isPrivate,
                let half = try? read.publicHalf?.json()
            else { return nil }
            return (KeyringEntry(id: read.keyID ?? read.thumbprint, use: key.use, publicKey: half.text), read)
        }
    }

    /// The keys by their public halves.
    public var keys: [KeyringEntry] { held.map(\.entry) }

    /// Signs with the key itself.
    public func sign(_ bytes: [UInt8], key id: String, algorithm: String) async throws(MethodError) -> [UInt8] {
        guard let key = held.first(where: { $0.entry.use == .signing && $0.entry.id.sameBytes(as: id) })?.key,
            let algorithm = SignatureAlgorithm(rawValue: algorithm)
        else { throw MethodError(.misconfigured, "the method has no such signing key, or signs by no such algorithm") }
        do throws(JOSEError) { return try JWSSigner(key: key, algorithm: algorithm).signature(over: bytes) } catch {
            throw MethodError(.misconfigured, "the key does not sign so: \(error.detail)")
        }
    }

    /// Opens with the keys themselves; every failure is the same.
    public func decrypt(_ token: String, algorithm: String, encryption: String) async throws(MethodError) -> [UInt8] {
        let failure = MethodError(.untrusted, "the token cannot be opened")
        guard let algorithm = KeyManagementAlgorithm(rawValue: algorithm),
            let encryption = ContentEncryption(rawValue: encryption)
        else { throw failure }
        let opener = JWEOpener(
            keys: held.filter { $0.entry.use == .encryption }.map(\.key),
            algorithms: [algorithm],
            encryptions: [encryption],
            maximumLength: 256 * 1024
        )
        do throws(JOSEError) { return try opener.open(token).plaintext } catch { throw failure }
    }
}
