import EIDJOSE
import EIDJSON
import EIDKeyring
import EIDMethod
import EIDMethodTesting
import Synchronization
import Testing

@testable import EIDExternalMethod

/// A provider that uses its keys through the keyring does the same on both sides of the socket.
@Suite struct KeyringTests {
    @Test(arguments: [false, true]) func `The keyring signs and decrypts`(isOutside: Bool) async throws {
        let pair = try KeyedMethod.keys()
        let method = try await KeyedMethod.method(pair.keys, isOutside: isOutside)
        let told = try await KeyedMethod.told(method, "signing")
        let half = try JWK(pem: try pair.signing.publicPEM(), keyID: "s", use: .signature, algorithm: nil)
        #expect(try JWSVerifier(keys: [half], algorithms: [.es256]).verify(told).payload == Array("hello".utf8))
        let recipient = try JWK(pem: try pair.encryption.publicPEM(), keyID: "e", use: .encryption, algorithm: nil)
        let sealer = try JWESealer(key: recipient, algorithm: .ecdhES, encryption: .a128GCM)
        #expect(try await KeyedMethod.told(method, sealer.seal(Array("letter".utf8))) == "letter")
    }

    @Test(arguments: [false, true]) func `The keyring refuses what no key of it can do`(isOutside: Bool) async throws {
        let method = try await KeyedMethod.method(try KeyedMethod.keys().keys, isOutside: isOutside)
        for wish in ["another", "RS256", "not a token"] {
            await #expect(throws: MethodError.self) { try await KeyedMethod.told(method, wish) }
        }
    }

    @Test(arguments: [false, true]) func `The keyring tells public halves and nothing else`(isOutside: Bool)
        async throws
    {
        let method = try await KeyedMethod.method(try KeyedMethod.keys().keys, isOutside: isOutside)
        let told = try await KeyedMethod.told(method, "keys")
        #expect(told.contains("\"kty\"") && !told.contains("\"d\""))
    }

    @Test func `The public halves of keys hold no private one`() throws {
        let pair = try KeyedMethod.keys()
        let halves = pair.keys.publicHalves
        #expect(halves.all.map(\.id) == ["s", "e"] && halves.all.map(\.use) == [.signing, .encryption])
        #expect(halves.all.allSatisfy { !$0.pem.reveal().contains("PRIVATE") })
        #expect(
            try halves.all.map { try JWK(pem: $0.pem.reveal()).thumbprint }
                == [pair.signing, pair.encryption].map(\.thumbprint)
        )
    }
}
