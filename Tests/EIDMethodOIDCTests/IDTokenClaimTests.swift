import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import Testing

@Suite struct IDTokenClaimTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test func anotherIssuerIsRefused() async {
        await expectRefusal(.untrusted, "another issuer") {
            try await bench.redeem { $0["iss"] = "https://op.example/v2/" }
        }
    }

    @Test func aMissingIssuerIsRefused() async {
        await expectRefusal(.untrusted, "another issuer") { try await bench.redeem { $0["iss"] = nil } }
    }

    @Test func anIssuerThatIsNoStringIsRefused() async {
        await expectRefusal(.untrusted, "malformed claim") { try await bench.redeem { $0["iss"] = 1 } }
    }

    @Test func anotherAudienceIsRefused() async {
        await expectRefusal(.untrusted, "another audience") { try await bench.redeem { $0["aud"] = "client-2" } }
    }

    @Test func aMissingAudienceIsRefused() async {
        await expectRefusal(.untrusted, "no audience") { try await bench.redeem { $0["aud"] = nil } }
    }

    @Test(arguments: [JSON.array([]), ["client-2"], ["client-1", 7], 7, ["a": "client-1"], .null])
    func anAudienceOfTheWrongShapeIsRefused(_ audience: JSON) async {
        await expectRefusal(.untrusted, "another audience") { try await bench.redeem { $0["aud"] = audience } }
    }

    @Test func anAudienceInAnArrayIsAccepted() async throws {
        _ = try await bench.redeem { $0["aud"] = ["client-1"] }
    }

    @Test func anExtraAudienceIsRefusedEvenWithUsAsAuthorizedParty() async {
        for party in [nil, "client-1"] as [JSON?] {
            await expectRefusal(.untrusted, "not trusted") {
                try await bench.redeem {
                    $0["aud"] = ["client-1", "client-2"]
                    $0["azp"] = party
                }
            }
        }
    }

    private func benchThatTrusts(_ audiences: String...) throws -> Bench {
        try Bench { registration, _ in registration.trustedAudiences = audiences }
    }

    @Test func aTrustedExtraAudienceIsAccepted() async throws {
        _ = try await benchThatTrusts("client-2", "client-3").redeem {
            $0["aud"] = ["client-2", "client-1"]
            $0["azp"] = "client-1"
        }
    }

    @Test func anUntrustedAudienceBesideATrustedOneIsRefused() async throws {
        let bench = try benchThatTrusts("client-2")
        await expectRefusal(.untrusted, "not trusted") {
            try await bench.redeem {
                $0["aud"] = ["client-1", "client-2", "client-3"]
                $0["azp"] = "client-1"
            }
        }
    }

    @Test func aTrustedAudienceWithoutUsIsRefused() async throws {
        let bench = try benchThatTrusts("client-2")
        await expectRefusal(.untrusted, "another audience") { try await bench.redeem { $0["aud"] = "client-2" } }
    }

    @Test func severalTrustedAudiencesWithoutAuthorizedPartyAreRefused() async throws {
        let bench = try benchThatTrusts("client-2")
        await expectRefusal(.untrusted, "several audiences") {
            try await bench.redeem { $0["aud"] = ["client-1", "client-2"] }
        }
    }

    @Test func anotherAuthorizedPartyIsRefused() async {
        await expectRefusal(.untrusted, "another authorized party") {
            try await bench.redeem { $0["azp"] = "client-2" }
        }
    }

    @Test func anExpiredTokenIsRefused() async {
        let then = Int64(bench.clock.now - 60)
        await expectRefusal(.untrusted, "has expired") { try await bench.redeem { $0["exp"] = .integer(then) } }
    }

    @Test func anExpiryWithinTheSkewIsAccepted() async throws {
        let then = Int64(bench.clock.now - 59)
        _ = try await bench.redeem { $0["exp"] = .integer(then) }
    }

    @Test(arguments: ["exp", "iat"])
    func aMissingTimeIsRefused(_ claim: String) async {
        await expectRefusal(.untrusted, "lacks exp or iat") { try await bench.redeem { $0[claim] = nil } }
    }

    @Test(arguments: ["exp", "iat", "nbf"], [JSON.string("1790000300"), 1e300, .null, true])
    func aTimeThatIsNoneIsRefused(_ claim: String, _ value: JSON) async {
        await expectRefusal(.untrusted, "malformed time") { try await bench.redeem { $0[claim] = value } }
    }

    @Test func aTokenFromTheFutureIsRefused() async {
        let then = Int64(bench.clock.now + 61)
        await expectRefusal(.untrusted, "in the future") { try await bench.redeem { $0["iat"] = .integer(then) } }
    }

    @Test func anOldTokenIsRefused() async {
        let then = Int64(bench.clock.now - 661)
        await expectRefusal(.untrusted, "too long ago") { try await bench.redeem { $0["iat"] = .integer(then) } }
    }

    @Test func aTokenThatIsNotValidYetIsRefused() async {
        let then = Int64(bench.clock.now + 61)
        await expectRefusal(.untrusted, "not valid yet") { try await bench.redeem { $0["nbf"] = .integer(then) } }
    }

    @Test func aMissingNonceIsRefused() async {
        await expectRefusal(.untrusted, "no nonce") { try await bench.redeem { $0["nonce"] = nil } }
    }

    @Test func anotherNonceIsRefused() async {
        await expectRefusal(.untrusted, "another nonce") { try await bench.redeem { $0["nonce"] = "nonce-2" } }
    }

    @Test func theRightAccessTokenHashIsAccepted() async throws {
        let hash = Base64URL.encode(SHA256.digest("access-1").prefix(16))
        _ = try await bench.redeem { $0["at_hash"] = .string(hash) }
    }

    @Test func anotherAccessTokenHashIsRefused() async {
        let hash = Base64URL.encode(SHA256.digest("access-2").prefix(16))
        await expectRefusal(.untrusted, "another access token") {
            try await bench.redeem { $0["at_hash"] = .string(hash) }
        }
    }

    private func redeem(signedByEdDSA hash: String) async throws -> UpstreamTokens {
        let key = try JWK.generate(.ed25519, keyID: "ed", use: .signature, algorithm: .edDSA)
        let bench = try Bench { registration, _ in registration.idToken.signing = [.edDSA] }
        try bench.publish(key)
        return try await bench.redeem(
            idToken: bench.signed(bench.claims { $0["at_hash"] = .string(hash) }, by: key, .edDSA)
        )
    }

    @Test func theAccessTokenHashOfES384IsHalfOfSHA384() async throws {
        let key = try JWK.generate(.p384, keyID: "ec", use: .signature, algorithm: .es384)
        let bench = try Bench { registration, _ in registration.idToken.signing = [.es384] }
        try bench.publish(key)
        func redeem(_ hash: some Collection<UInt8>) async throws {
            let claims = bench.claims { $0["at_hash"] = .string(Base64URL.encode(hash)) }
            _ = try await bench.redeem(idToken: bench.signed(claims, by: key, .es384))
        }
        let digest = SignatureAlgorithm.es384.digest("access-1")
        #expect(digest.count == 48)
        try await redeem(digest.prefix(24))
        await expectRefusal(.untrusted, "another access token") {
            try await redeem(SHA256.digest("access-1").prefix(16))
        }
    }

    @Test func theRightAccessTokenHashIsAcceptedWithEdDSA() async throws {
        // The left half of SHA-512 of "access-1".
        let hash = Base64URL.encode(SHA512.digest("access-1").prefix(32))
        #expect(hash.utf8.count == 43)
        _ = try await redeem(signedByEdDSA: hash)
    }

    @Test func anAccessTokenHashOfAnotherKindIsRefusedWithEdDSA() async {
        let hash = Base64URL.encode(SHA256.digest("access-1").prefix(16))
        await expectRefusal(.untrusted, "another access token") { try await redeem(signedByEdDSA: hash) }
    }

    @Test func anotherAccessTokenHashIsRefusedWithEdDSA() async {
        let hash = Base64URL.encode(SHA512.digest("access-2").prefix(32))
        await expectRefusal(.untrusted, "another access token") { try await redeem(signedByEdDSA: hash) }
    }

    @Test func anAccessTokenHashThatIsNoStringIsRefused() async {
        await expectRefusal(.untrusted, "malformed claim") { try await bench.redeem { $0["at_hash"] = 1 } }
    }

    @Test(arguments: [JSON.string(""), .string(String(repeating: "s", count: 256)), 7, .null, ["subject-1"]])
    func aSubjectOfTheWrongShapeIsRefused(_ subject: JSON) async {
        await expectRefusal(.untrusted, "no usable sub") { try await bench.redeem { $0["sub"] = subject } }
    }

    @Test func aMissingSubjectIsRefused() async {
        await expectRefusal(.untrusted, "no usable sub") { try await bench.redeem { $0["sub"] = nil } }
    }

    @Test func doubledMembersAreRefused() async throws {
        let text = bench.claims().text.dropLast() + #","sub":"subject-2"}"#
        let token = try JWSSigner(key: bench.keys.signing, algorithm: .rs256).sign(Array(text.utf8))
        await expectRefusal(.untrusted, "no JSON object") { try await bench.redeem(idToken: token) }
    }

    @Test func claimsThatAreAnArrayAreRefused() async throws {
        let token = try bench.signed([bench.claims()])
        await expectRefusal(.untrusted, "no JSON object") { try await bench.redeem(idToken: token) }
    }

    @Test func errorsAndDescriptionsShowNoPersonalData() async throws {
        let token = try bench.signed(bench.claims { $0["nonce"] = "stolen-nonce" })
        do {
            _ = try await bench.redeem(idToken: token)
            Issue.record("was accepted")
        } catch {
            let shown = "\(error) \(String(reflecting: error))"
            for secret in [token, "subject-1", "nonce-1", "stolen-nonce", "access-1"] {
                #expect(!shown.contains(secret))
            }
        }
        let accepted = try bench.signed(bench.claims())
        let tokens = try await bench.redeem(idToken: accepted)
        let shown = "\(tokens) \(String(reflecting: tokens)) \(String(reflecting: bench.binding)) \(bench.binding)"
        for secret in ["subject-1", "nonce-1", "access-1", accepted, "verifier-"] {
            #expect(!shown.contains(secret))
        }
    }
}
