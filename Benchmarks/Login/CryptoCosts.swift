import EIDJOSE
import EIDJSON

/// What the cryptography of a login costs on this machine at this moment, in microseconds.
struct CryptoCosts: Sendable {
    /// An operation that counts.
    enum Operation: String, CaseIterable, Sendable {
        case rs256Sign = "RS256 sign"
        case rs256Verify = "RS256 verify"
        case es256Sign = "ES256 sign"
        case rsaOpen = "RSA-OAEP-256 open"
        case directOpen = "dir open and HS256 verify"
    }

    private let works: [Operation: @Sendable () throws -> Void]

    init() throws {
        let payload = Array(String(repeating: "0123456789abcdef", count: 75).utf8)
        let rsa = try JWK.generate(.rsa(), algorithm: .rs256)
        let encryption = try JWK.generate(.rsa(), algorithm: .rsaOAEP256)
        let secret = try JWK(secret: SecureRandom.bytes(32))
        let rs256 = try JWSSigner(key: rsa, algorithm: .rs256)
        let es256 = try JWSSigner(key: JWK.generate(.p256, algorithm: .es256), algorithm: .es256)
        let hs256 = try JWSSigner(key: secret, algorithm: .hs256)
        let (signed, secretlySigned) = (try rs256.sign(payload), try hs256.sign(payload))
        let sealed = try JWESealer(key: encryption, algorithm: .rsaOAEP256, encryption: .a128CBCHS256)
            .seal(Array(signed.utf8))
        let direct = try JWESealer(key: secret, algorithm: .dir, encryption: .a256GCM).seal(Array(secretlySigned.utf8))
        let verifier = JWSVerifier(keys: [rsa], algorithms: [.rs256])
        let rsaOpener = JWEOpener(keys: [encryption], algorithms: [.rsaOAEP256], encryptions: [.a128CBCHS256])
        let directOpener = JWEOpener(keys: [secret], algorithms: [.dir], encryptions: [.a256GCM])
        let secretVerifier = JWSVerifier(keys: [secret], algorithms: [.hs256])
        works = [
            .rs256Sign: { _ = try rs256.sign(payload) },
            .rs256Verify: { _ = try verifier.verify(signed) },
            .es256Sign: { _ = try es256.sign(payload) },
            .rsaOpen: { _ = try rsaOpener.open(sealed) },
            .directOpen: {
                _ = try directOpener.open(direct)
                _ = try secretVerifier.verify(secretlySigned)
            },
        ]
    }

    /// Measures every operation anew: the machine is shared, and its pace changes.
    func measured() throws -> [Operation: Double] {
        var costs: [Operation: Double] = [:]
        for (operation, work) in works {
            let clock = ContinuousClock()
            let times = try (0..<200).map { _ in try clock.measure(work) }
            costs[operation] = times.sorted()[times.count / 2].microseconds
        }
        return costs
    }
}

extension Duration {
    /// The length in microseconds.
    var microseconds: Double { Double(components.seconds) * 1e6 + Double(components.attoseconds) / 1e12 }
}
