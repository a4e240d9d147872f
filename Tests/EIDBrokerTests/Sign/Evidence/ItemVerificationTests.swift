import EIDJOSE
import EIDJSON
import Testing

@testable import EIDBroker

/// Tokens that were kept verify by whatever an upstream may sign with.
@Suite struct ItemVerificationTests {
    /// Keys as upstreams publish them: without an algorithm.
    private static let keys = [
        try? JWK.generate(.rsa(), keyID: "rsa"), try? JWK.generate(.p256, keyID: "p256"),
        try? JWK.generate(.p384, keyID: "p384"), try? JWK.generate(.ed25519, keyID: "ed25519"),
    ].compactMap(\.self)
    private static let algorithms = SignatureAlgorithm.allCases.filter { $0 != .hs256 }

    private func token(_ algorithm: SignatureAlgorithm) throws -> String {
        let signer = try #require(Self.keys.lazy.compactMap { try? JWSSigner(key: $0, algorithm: algorithm) }.first)
        return try signer.sign("{}".utf8)
    }

    private func published() throws -> JWKSet { try JWKSet(keys: Self.keys.compactMap(\.publicHalf)) }

    @Test(arguments: algorithms)
    func everyAlgorithmVerifies(_ algorithm: SignatureAlgorithm) throws {
        let verified = try ItemVerification.verify(token(algorithm), keys: published())
        #expect(verified.header.algorithm == algorithm)
    }

    @Test(arguments: algorithms)
    func aChangedTokenIsRefused(_ algorithm: SignatureAlgorithm) throws {
        let parts = try token(algorithm).split(separator: ".")
        let changed = "\(parts[0]).e30K.\(parts[2])"
        #expect(throws: JOSEError.self) { try ItemVerification.verify(changed, keys: published()) }
    }

    @Test func aTokenUnderASharedSecretIsRefused() throws {
        let key = try JWK.generate(.oct(), keyID: "shared", algorithm: .hs256)
        let token = try JWSSigner(key: key).sign("{}".utf8)
        #expect(throws: JOSEError.self) { try ItemVerification.verify(token, keys: JWKSet(keys: [key])) }
    }
}
