import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

/// An upstream that sends damaged documents, the same ones in each run: each ends in a method's error or in the very
/// person that the undamaged one names, never in another one and never in the end of the process.
@Suite struct HostileUpstreamTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let pieces = [
        "{", "}", "[", "]", "\"", "\\", ",", ":", "null", "1e999", "-1", "\"\"", "\\u0000", "\\ud800", "e\\u0301",
        "[[[[",
        "https://evil.example/", "http://", "@", "#", "?", "\"sub\":\"x\",", "\"alg\":\"none\",", ".", "..", "=", "\0",
        "\u{FEFF}", "99999999999999999999",
    ]

    private func damaged(_ text: String, _ dice: inout Dice) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0...Int.random(in: 0...2, using: &dice) {
            let place = Int.random(in: 0...bytes.count, using: &dice)
            switch Int.random(in: 0...5, using: &dice) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: place)
            case 3: bytes = Array(bytes.prefix(place))
            case 4: bytes.insert(contentsOf: bytes.suffix(Int.random(in: 0...24, using: &dice)), at: place)
            default: bytes.insert(contentsOf: (Self.pieces.randomElement(using: &dice) ?? "").utf8, at: place)
            }
        }
        return bytes
    }

    /// Redeems on a new upstream whose answer at one path is damaged; how often that still gave a person.
    private func redeem(_ path: String, _ rounds: Int, seed: UInt64) async throws -> Int {
        var dice = Dice(state: seed)
        var successes = 0
        let first = try Bench()
        let idToken = try first.signed(first.claims())
        let documents: [String: String] = [
            "/jwks": try JWKSet(keys: [#require(first.keys.signing.publicHalf)]).json().text,
            "/v2/token": tokenAnswer(idToken),
        ]
        for _ in 0..<rounds {
            let bench = try Bench()
            bench.tokenAnswer(idToken)
            let bytes = damaged(try #require(documents[path]), &dice)
            bench.upstream.answer(path, .response(HTTPResponse(status: 200, body: bytes)))
            do {
                let tokens = try await bench.redeem()
                #expect(tokens.subject == "subject-1")
                successes += 1
            } catch {
                #expect(error is MethodError)
            }
            // No request ever goes to another host than the two that the honest document names.
            for request in bench.upstream.requests {
                #expect(["op.example", "keys.example"].contains(request.url.host))
            }
        }
        return successes
    }

    private func tokenAnswer(_ idToken: String) -> String {
        (["access_token": "access-1", "token_type": "Bearer", "expires_in": 3600, "id_token": .string(idToken)] as JSON)
            .text
    }

    @Test func keySets() async throws { #expect(try await redeem("/jwks", 150, seed: 2) < 150) }

    @Test func tokenAnswers() async throws { #expect(try await redeem("/v2/token", 150, seed: 3) < 150) }

    @Test func discoveryDocuments() async throws {
        var dice = Dice(state: 1)
        for _ in 0..<150 {
            let bench = try Bench()
            let bytes = damaged(Bench.discovery().text, &dice)
            bench.upstream.answer(
                "/v2/.well-known/openid-configuration",
                .response(HTTPResponse(status: 200, body: bytes))
            )
            do {
                let url = try await bench.oidc.authorizationURL(
                    AuthorizationParameters(redirectURI: bench.binding.redirectURI, state: Bench.state),
                    binding: bench.binding
                )
                #expect(url.scheme == "https" && url.user == nil)
            } catch {
                #expect(error.code == .untrusted || error.code == .misconfigured)
            }
        }
    }

    @Test func claims() async throws {
        var dice = Dice(state: 4)
        let bench = try Bench()
        let good = bench.claims().text
        for _ in 0..<150 {
            let token = try JWSSigner(key: bench.keys.signing, algorithm: .rs256).sign(damaged(good, &dice))
            bench.tokenAnswer(token)
            do {
                let tokens = try await bench.redeem()
                // Well signed, so the subject is whatever it says; what binds it to us must have survived.
                #expect(tokens.idTokenClaims["nonce"]?.string == "nonce-1" && !tokens.subject.isEmpty)
            } catch {
                #expect(error is MethodError)
            }
        }
    }

    @Test func encryptedTokens() async throws {
        var dice = Dice(state: 5)
        let bench = try Bench { registration, keys in
            registration.decryptionKeys = [keys.ours]
            registration.idToken.encryption = .required(keyManagement: [.rsaOAEP256], content: [.a128CBCHS256])
        }
        let good = try bench.sealed(Array(bench.signed(bench.claims()).utf8))
        for _ in 0..<100 {
            let forgery = String(decoding: damaged(good, &dice), as: UTF8.self)
            guard forgery != good else { continue }
            bench.tokenAnswer(forgery)
            await #expect(throws: MethodError(.untrusted, "")) { try await bench.redeem() }
        }
    }

    @Test func userInfoAnswers() async throws {
        var dice = Dice(state: 6)
        let bench = try Bench()
        let good = #"{"sub":"subject-1","name":"Ada","address":{"country":"BE"},"iat":1,"aud":"client-1"}"#
        for _ in 0..<150 {
            let bytes = damaged(good, &dice)
            bench.upstream.answer("/v2/userinfo", .response(HTTPResponse(status: 200, body: bytes)))
            do {
                let claims = try await bench.oidc.userInfo(Secret("access-1"), subject: "subject-1")
                #expect(claims["sub"]?.string == "subject-1")
            } catch {
                #expect(error.code == .untrusted)
            }
        }
    }

    @Test func callbacks() async throws {
        var dice = Dice(state: 7)
        let bench = try Bench()
        bench.tokenAnswer(try bench.signed(bench.claims()))
        for _ in 0..<150 {
            let values = ["state-1", "code-1", Bench.issuer].map {
                String(decoding: damaged($0, &dice), as: UTF8.self)
            }
            let fields = [("state", values[0]), ("code", values[1]), ("iss", values[2])]
            do {
                _ = try await bench.redeem(fields)
                #expect(values[0] == "state-1" && values[2] == Bench.issuer)
            } catch {
                #expect(error is MethodError)
            }
        }
    }
}
