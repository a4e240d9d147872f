import EIDJOSE
import EIDJSON
import EIDMethod

/// Turns a token into claims by the one shape that its profile allows: decrypt, require a signed token inside, verify.
struct TokenOpener: Sendable {
    /// Claims whose signature was checked.
    struct Opened: Sendable {
        let claims: JSONValue
        let algorithm: SignatureAlgorithm
        /// The signed token without its encryption.
        let signed: String
        /// The upstream's keys among which the right one was; `nil` for a shared secret.
        let keys: JWKSet?
    }

    let profile: TokenProfile
    /// Keys at hand; without any, the keyring opens.
    let decryptionKeys: [JWK]
    let keyring: any Keyring
    let clientAuthentication: ClientAuthentication
    let directory: UpstreamDirectory
    let maximumLength: Int
    /// What the token is called in errors.
    let name: String

    func open(_ token: String) async throws(MethodError) -> Opened {
        let signed = try await decrypted(token)
        let (verified, keys) = try await verified(signed)
        // An access token, or one that ends a session, may be signed by the same key and say the same (RFC 8725 §2.8).
        guard verified.header.mayBe() else { throw untrusted("says that it is a token of another type") }
        do throws(JSONError) {
            let claims = try JSONValue.parse(verified.payload, limits: JSONLimits(maximumBytes: maximumLength))
            guard claims.kind == .object else { throw JSONError(.wrongType, at: "", "must be an object") }
            return Opened(claims: claims, algorithm: verified.header.algorithm, signed: signed, keys: keys)
        } catch {
            throw MethodError(.untrusted, "\(name) holds no JSON object", underlying: error)
        }
    }

    private func decrypted(_ token: String) async throws(MethodError) -> String {
        let parts = Self.parts(of: token)
        guard case .required(let keyManagement, let content)? = profile.encryption else {
            guard parts == 3 else { throw untrusted("is not a signed token") }
            return token
        }
        // A signed token where an encrypted one was agreed is a downgrade, however good its signature.
        guard parts == 5 else { throw untrusted("is not encrypted, although the registration says so") }
        let plaintext =
            decryptionKeys.isEmpty
            ? try await openedByKeyring(token, keyManagement, content) : try opened(token, keyManagement, content)
        // Anyone can encrypt to our public key: without a signature inside, the content proves nothing.
        guard let inner = String(validating: plaintext, as: UTF8.self), Self.parts(of: inner) == 3 else {
            throw untrusted("holds no signed token")
        }
        return inner
    }

    /// One opener per algorithm, since a key has exactly one at a time; only a refused header moves on to the next.
    private func opened(
        _ token: String,
        _ keyManagement: Set<KeyManagementAlgorithm>,
        _ content: Set<ContentEncryption>
    ) throws(MethodError) -> [UInt8] {
        var refusal = JOSEError(.refused, "no key management is agreed")
        for algorithm in keyManagement.sorted(by: { $0.rawValue < $1.rawValue }) {
            let opener = JWEOpener(
                keys: decryptionKeys,
                algorithms: [algorithm],
                encryptions: content,
                maximumLength: maximumLength
            )
            do throws(JOSEError) {
                return try opener.open(token).plaintext
            } catch {
                refusal = error
                if error.code != .refused && error.code != .unsuitableKey { break }
            }
        }
        throw MethodError(.untrusted, "\(name) cannot be decrypted", underlying: refusal)
    }

    /// The keyring takes one pair of algorithms: the token's own, once it is clear that they are agreed.
    private func openedByKeyring(
        _ token: String,
        _ keyManagement: Set<KeyManagementAlgorithm>,
        _ content: Set<ContentEncryption>
    ) async throws(MethodError) -> [UInt8] {
        guard token.utf8.count <= maximumLength else { throw untrusted("is too long") }
        let header = Self.header(of: token)
        guard let algorithm = header?["alg"]?.string, let encryption = header?["enc"]?.string,
            keyManagement.contains(where: { $0.rawValue.sameBytes(as: algorithm) }),
            content.contains(where: { $0.rawValue.sameBytes(as: encryption) })
        else { throw untrusted("cannot be decrypted: its algorithms are not those that are agreed") }
        do throws(MethodError) {
            return try await keyring.decrypt(token, algorithm: algorithm, encryption: encryption)
        } catch {
            throw MethodError(error.code, "\(name) cannot be decrypted", underlying: error)
        }
    }

    private func verified(_ token: String) async throws(MethodError) -> (VerifiedJWS, JWKSet?) {
        guard !profile.signing.isEmpty else {
            throw untrusted("is a token, although the registration names no signature")
        }
        if profile.signing.contains(.hs256) {
            guard let verified = try verify(token, with: [try sharedKey()]) else {
                throw untrusted("is not signed with the client secret")
            }
            return (verified, nil)
        }
        let found = try await directory.withKeys { keys throws(MethodError) -> (VerifiedJWS, JWKSet?)? in
            let usable = keys.keys.filter { $0.use != .encryption && $0.type != .oct }
            return try verify(token, with: usable).map { ($0, keys) }
        }
        guard let found else { throw untrusted("is signed with an unknown key") }
        return found
    }

    /// `nil` when newer keys may help: the token names a key that is not among these, or names none and was not signed with
    /// the one that fits.
    private func verify(_ token: String, with keys: [JWK]) throws(MethodError) -> VerifiedJWS? {
        do throws(JOSEError) {
            return try JWSVerifier(keys: keys, algorithms: profile.signing, maximumLength: maximumLength).verify(token)
        } catch {
            if error.code == .unknownKey || error.code == .failed && !Self.namesKey(token) { return nil }
            throw MethodError(.untrusted, "\(name) fails its signature check", underlying: error)
        }
    }

    /// OpenID Connect Core §10.1: HS256 uses the bytes of the client secret; a public key must never stand in for it.
    private func sharedKey() throws(MethodError) -> JWK {
        guard profile.signing == [.hs256], let secret = clientAuthentication.secret else {
            throw MethodError(.misconfigured, "HS256 stands alone and needs a client secret")
        }
        do throws(JOSEError) {
            return try JWK(secret: Array(secret.reveal().utf8), algorithm: .hs256)
        } catch {
            throw MethodError(.misconfigured, "the client secret cannot verify HS256", underlying: error)
        }
    }

    private static func namesKey(_ token: String) -> Bool { header(of: token)?["kid"] != nil }

    private static func header(of token: String) -> JSONValue? {
        Base64URL.decode(token.prefix { $0 != "." }).flatMap { try? JSONValue.parse($0) }
    }

    private func untrusted(_ what: String) -> MethodError { MethodError(.untrusted, "\(name) \(what)") }

    private static func parts(of token: String) -> Int {
        var token = token
        // Over bare memory: a token has thousands of bytes, and an index into a string is not free.
        return token.withUTF8 { utf8 in utf8.reduce(1) { $1 == UInt8(ascii: ".") ? $0 + 1 : $0 } }
    }
}
