import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Testing

@testable import EIDItsme

/// A verification that an advanced signature rests on.
@Suite struct ItsmeEvidenceTests {
    private func request(_ signIn: ItsmeSignIn, commitment: Data?) throws -> MethodRequest {
        try MethodRequest(
            transactionID: "transaction-1",
            type: .verification,
            attributes: [Attribute<String>.name.name],
            callbackURL: signIn.bench.callbackURL,
            callbackState: "state-of-transaction-1",
            commitment: commitment
        )
    }

    private func query(_ arrangement: ItsmeArrangement, commitment: Data?) async throws -> String {
        let signIn = ItsmeSignIn(try ItsmeBench(arrangement))
        let step = try await signIn.provider().begin(try request(signIn, commitment: commitment))
        guard case .present(.redirect(let url), _) = step else { throw ConformanceFailure("no redirect") }
        return url.query ?? ""
    }

    @Test func aCommitmentAsksForAFreshAuthentication() async throws {
        let query = try await query(.keyPair, commitment: Data("digests".utf8))
        #expect(query.contains("prompt=login") && query.contains("max_age=0"))
    }

    @Test func withoutACommitmentNothingChanges() async throws {
        let query = try await query(.keyPair, commitment: nil)
        #expect(!query.contains("prompt=") && !query.contains("max_age="))
    }

    @Test func aClientWhoseTokensAreUnderItsSecretCannotCommit() async throws {
        await #expect(throws: MethodError(.unsupported, "")) {
            try await query(.secretByScopes, commitment: Data("digests".utf8))
        }
    }

    @Test(arguments: [ItsmeArrangement.keyPair, .keyPairWithRequestObjects, .secretOnLegacyHost])
    func everyAnswerOfItsmeIsKept(_ arrangement: ItsmeArrangement) async throws {
        let commitment = Data("digests".utf8)
        let signIn = ItsmeSignIn(try ItsmeBench(arrangement))
        let identity = try await signIn.perform(try request(signIn, commitment: commitment))
        #expect(identity.evidence.map(\.kind) == (arrangement.usesUserInfo ? ["id_token", "userinfo"] : ["id_token"]))
        for item in identity.evidence {
            let token = String(decoding: item.content, as: UTF8.self)
            let keys = try JWKSet(parsing: try JSONValue.parse(Array(try #require(item.keys))), from: .publicOnly)
            let claims = try JSONValue.parse(
                try JWSVerifier(keys: keys.keys.filter { $0.use != .encryption }, algorithms: [.rs256]).verify(token)
                    .payload
            )
            #expect(claims["sub"]?.string == identity.subject.identifier)
            guard let salt = item.nonceSalt else { continue }
            #expect(claims["nonce"]?.string == Base64URL.encode(SHA256.digest(salt + commitment)))
        }
        #expect(identity.evidence.compactMap(\.nonceSalt).count == 1)
    }
}
