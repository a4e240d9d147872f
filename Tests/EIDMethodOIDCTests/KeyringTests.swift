import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import Testing

/// What is encrypted to us is opened by the keyring, once it is as agreed.
@Suite struct KeyringTests {
    private func bench(_ content: Set<ContentEncryption> = [.a128CBCHS256, .a256GCM]) throws -> Bench {
        try Bench { registration, _ in
            registration.idToken = TokenProfile(
                encryption: .required(keyManagement: [.rsaOAEP256, .rsaOAEP], content: content)
            )
        }
    }

    private func sealed(_ bench: Bench, _ encryption: ContentEncryption = .a256GCM) throws -> String {
        try bench.sealed(Array(bench.signed(bench.claims()).utf8), encryption)
    }

    @Test func aTokenForAKeyOfTheKeyringIsOpened() async throws {
        let bench = try bench()
        #expect(try await bench.redeem(idToken: sealed(bench)).subject == "subject-1")
    }

    @Test func anAlgorithmThatIsNotAgreedIsRefused() async throws {
        let bench = try bench([.a128GCM])
        await expectRefusal(.untrusted, "not those that are agreed") {
            try await bench.redeem(idToken: sealed(bench))
        }
    }

    @Test(arguments: ["....", "!.a.b.c.d", "e30.a.b.c.d"]) func aBrokenHeaderIsRefused(_ token: String) async throws {
        let bench = try bench()
        await expectRefusal(.untrusted, "not those that are agreed") { try await bench.redeem(idToken: token) }
    }

    @Test func aTokenThatWasChangedIsRefused() async throws {
        let bench = try bench()
        let token = try sealed(bench)
        let changed = String(token.dropLast()) + (token.last == "A" ? "Q" : "A")
        await expectRefusal(.untrusted, "cannot be decrypted") { try await bench.redeem(idToken: changed) }
    }

    @Test func anAssertionNamesTheKeyAndVerifiesUnderItsPublicHalf() async throws {
        let bench = try bench()
        _ = try await bench.redeem(idToken: sealed(bench))
        let token = try #require(try bench.tokenForm()["client_assertion"])
        let half = try JWK(bench.keys.entry(for: .signing))
        let verified = try JWSVerifier(keys: [half], algorithms: [.es256]).verify(token)
        #expect(verified.header.keyID == "c1" && verified.header.type == "JWT")
    }
}
