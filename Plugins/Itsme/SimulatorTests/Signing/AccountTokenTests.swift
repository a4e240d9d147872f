import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// The rules for account tokens (itsme-protocol §18.3).
@Suite struct AccountTokenTests {
    private func refusal(_ bench: SigningBench, _ token: String) async -> String? {
        let refusal = await bench.refusal(bench.identification(["account_token": token]))
        #expect(refusal.code == nil || refusal.code == "invalid_request")
        return refusal.text
    }

    @Test(
        arguments: [
            (["azp": "Other"], "azp"), (["azp": nil], "azp"), (["sub": "acct-2"], "sub"), (["sub": nil], "sub"),
            (["iat": nil], "iat"), (["iat": 1_789_999_699], "iat"), (["iat": 1_790_000_301], "iat"),
            (["iat": "now"], "iat"),
            (["jti": nil], "jti"), (["jti": ""], "jti"), (["jti": .string(String(repeating: "j", count: 256))], "jti"),
        ] as [([String: JSON?], String)]
    )
    func aWrongClaimIsRefused(_ changes: [String: JSON?], _ name: String) async throws {
        let bench = try SigningBench()
        #expect(await refusal(bench, bench.accountToken(changes))?.contains(name) == true)
    }

    @Test(arguments: [1_789_999_700, 1_790_000_300] as [Int64])
    func fiveMinutesOfAgeAreFine(_ time: Int64) async throws {
        let bench = try SigningBench()
        #expect(await refusal(bench, bench.accountToken(["iat": .integer(time)])) == nil)
    }

    @Test func theIssuerIsOptional() async throws {
        let bench = try SigningBench()
        #expect(await refusal(bench, bench.accountToken(["iss": nil])) == nil)
    }

    @Test(
        arguments: [
            ["typ": "JWT", "alg": "none"], ["typ": "JWT", "alg": "HS512"], ["typ": "JOSE", "alg": "HS256"],
            ["alg": "HS256"],
        ] as [JSON]
    )
    func anotherHeaderIsRefused(_ header: JSON) async throws {
        let bench = try SigningBench()
        #expect(await refusal(bench, bench.accountToken(header: header)) != nil)
    }

    @Test(arguments: ["", "x", "a.b", "a.b.c", "a.b.c.d", "e30.e30.e30"])
    func whatIsNoTokenIsRefused(_ token: String) async throws {
        let bench = try SigningBench()
        #expect(await refusal(bench, token) != nil)
    }

    @Test func anotherKeyIsRefused() async throws {
        let bench = try SigningBench()
        #expect(await refusal(bench, bench.accountToken(key: Array("wrong".utf8)))?.contains("signature") == true)
    }

    @Test func theOtherKeyOfTheDocumentationIsRefusedAndNamed() async throws {
        let bench = try SigningBench()
        let token = bench.accountToken(key: SHA256.digest(SigningBench.secret))
        #expect(await refusal(bench, token)?.contains("by the digest, not by the secret") == true)
    }

    @Test func theSwitchChoosesTheKey() async throws {
        let bench = try SigningBench { $0.clients[0].signing?.accountTokenKey = .digest }
        #expect(await refusal(bench, bench.accountToken(key: SHA256.digest(SigningBench.secret))) == nil)
        #expect(await refusal(bench, bench.accountToken())?.contains("by the secret, not by the digest") == true)
    }

    @Test func aTokenIsGoodOnce() async throws {
        let bench = try SigningBench()
        let token = bench.accountToken()
        #expect(await refusal(bench, token) == nil)
        #expect(await refusal(bench, token)?.contains("used before") == true)
        // The same identifier in another token, too.
        let first = bench.accountToken(["jti": "once"])
        #expect(await refusal(bench, first) == nil)
        bench.clock.advance(by: 1)
        #expect(await refusal(bench, bench.accountToken(["jti": "once"]))?.contains("used before") == true)
    }
}
