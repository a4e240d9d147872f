import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import EIDSimulator
import FoundationEssentials
import Testing

@testable import EIDItsme

/// Whole sign-ins against the simulator, beyond what every method must show.
@Suite struct ItsmeProviderTests {
    @Test(arguments: ItsmeArrangement.allCases)
    func itsmeFindsNothingWrongInWhatIsSent(_ arrangement: ItsmeArrangement) async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(arrangement))
        _ = try await signIn.perform(signIn.request(.verification))
        _ = try await signIn.perform(signIn.request(.authentication))
        _ = try await signIn.perform(signIn.request(.verification, [], assurance: .high))
        let traces = await signIn.bench.itsme.control.traces()
        #expect(traces.count >= 6)
        #expect(traces.flatMap(\.violations) == [])
    }

    @Test func theSubjectIsThatOfTheClientAtTheIssuer() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        let verified = try await signIn.perform(signIn.request(.verification))
        let authenticated = try await signIn.perform(signIn.request(.authentication))
        #expect(verified.subject == authenticated.subject)
        #expect(verified.subject.namespace == "https://itsme.example/v2 BrkTest01x")
        #expect(verified.subject.identifier.utf8.count == 36)
    }

    @Test func anAccountCreatedAnewIsAnotherSubject() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        let before = try await signIn.perform(signIn.request(.authentication))
        try await signIn.bench.itsme.control.recreateAccount(ItsmeBenchPeople.id)
        let after = try await signIn.perform(signIn.request(.authentication))
        #expect(before.subject != after.subject)
        #expect(before.subject.namespace == after.subject.namespace)
    }

    @Test(arguments: [(Assurance.substantial, Assurance.substantial), (.high, .high)])
    func theLevelIsTheOneThatWasAskedFor(_ asked: Assurance, _ granted: Assurance) async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        let identity = try await signIn.perform(signIn.request(.authentication, assurance: asked))
        #expect(identity.assurance == granted)
        #expect(identity.assertedACR.flatMap { ItsmeAssurance.table.assurance(of: $0) } == granted)
    }

    @Test func withoutLevelTheBasicOneIsAssumed() async throws {
        let bench = try ItsmeBench(.keyPair, upstream: { $0.omitsAuthenticationContext = true })
        let signIn = ItsmeSignIn(bench)
        let identity = try await signIn.perform(signIn.request(.authentication))
        #expect(identity.assurance == .substantial)
        #expect(identity.assertedACR == nil)
        await #expect(throws: MethodError(.insufficientAssurance, "")) {
            try await signIn.perform(signIn.request(.authentication, assurance: .high))
        }
    }

    @Test func withoutLevelNobodyPassesWhereOneIsRequired() async throws {
        let bench = try ItsmeBench(
            .keyPair,
            settings: ["requireACR": true],
            upstream: { $0.omitsAuthenticationContext = true }
        )
        let signIn = ItsmeSignIn(bench)
        await #expect(throws: MethodError(.insufficientAssurance, "")) {
            try await signIn.perform(signIn.request(.authentication))
        }
    }

    @Test(arguments: ["RSA-OAEP", "RSA-OAEP-256"], ["A128CBC-HS256", "A256GCM"])
    func everyDocumentedEncryptionIsRead(_ keyManagement: String, _ content: String) async throws {
        let bench = try ItsmeBench(.keyPair) { itsme in
            for index in itsme.clients.indices {
                itsme.clients[index].keyManagementAlgorithm = keyManagement
                itsme.clients[index].contentEncryption = content
            }
        }
        let signIn = ItsmeSignIn(bench)
        #expect(try await signIn.perform(signIn.request()).attributes[.name] == "Lotte Verbrugge")
    }

    @Test func anEncryptionOutsideTheSettingsIsRefused() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair, settings: ["keyManagement": ["RSA-OAEP"]]))
        await #expect(throws: MethodError(.untrusted, "")) { try await signIn.perform(signIn.request()) }
    }

    @Test(arguments: [ItsmeFault.unencryptedToken, .unsignedInside, .unknownKey, .algorithmHS256, .algorithmNone])
    func aTokenOfAnotherShapeIsRefused(_ fault: ItsmeFault) async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        await signIn.bench.itsme.control.arm(fault)
        await #expect(throws: MethodError(.untrusted, "")) { try await signIn.perform(signIn.request()) }
    }

    @Test(arguments: [ItsmeSimulatorConfiguration.UserInfoForm.json, .jwt, .quoted])
    func userInfoIsReadWhateverItsWrapping(_ form: ItsmeSimulatorConfiguration.UserInfoForm) async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPairWithRequestObjects, upstream: { $0.userInfoForm = form }))
        #expect(try await signIn.perform(signIn.request()).attributes[.name] == "Lotte Verbrugge")
    }

    @Test func requestObjectsSurviveAnEncryptionKeyThatWasReplaced() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPairWithRequestObjects))
        _ = try await signIn.perform(signIn.request())
        try await signIn.bench.itsme.control.rotateEncryptionKey()
        #expect(try await signIn.perform(signIn.request()).attributes[.name] == "Lotte Verbrugge")
    }

    @Test func unprotectedUserInfoIsRefused() async throws {
        let bench = try ItsmeBench(.secretByScopes, upstream: { $0.userInfoForm = .plain })
        let signIn = ItsmeSignIn(bench)
        await #expect(throws: MethodError(.untrusted, "")) { try await signIn.perform(signIn.request()) }
    }

    @Test func unprotectedUserInfoIsReadWhereTheSettingsSaySo() async throws {
        let bench = try ItsmeBench(
            .secretByScopes,
            settings: ["userInfoEncrypted": false],
            upstream: { $0.userInfoForm = .plain }
        )
        let signIn = ItsmeSignIn(bench)
        #expect(try await signIn.perform(signIn.request()).attributes[.name] == "Lotte Verbrugge")
    }

    @Test func claimsInTheIDTokenNeedNoUserInfo() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        _ = try await signIn.perform(signIn.request())
        #expect(!signIn.bench.itsme.requests.contains { $0.url.path().hasSuffix("/userinfo") })
        #expect(signIn.bench.itsme.requests.count == 3)
    }

    @Test func aTypeWithoutServiceCodeIsRefusedBeforeAnythingIsSent() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair, settings: ["serviceCodes": ["verification": "BRK_IDENT"]]))
        await #expect(throws: MethodError(.unsupported, "")) {
            try await signIn.perform(signIn.request(.authentication))
        }
        #expect(signIn.bench.itsme.requests.isEmpty)
    }

    @Test func overloadAtItsmeIsUnavailable() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        await signIn.bench.itsme.control.arm(.temporaryUnavailable)
        await #expect(throws: MethodError(.unavailable, "")) { try await signIn.perform(signIn.request()) }
    }

    @Test func theChallengeIsTheDigestOfTheVerifier() async throws {
        var signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        let verifier = try #require(Base64URL.decode("lB0yq9vT2rXbHqkZ8mWc5sEo1uNpGaJdYfRi3KhQ7tM"))
        signIn.random = RandomSource { _ in verifier }
        let request = try signIn.request(.authentication)
        guard case .present(.redirect(let url), _) = try await signIn.provider().begin(request) else {
            Issue.record("itsme begins with a redirect")
            return
        }
        let fields = try #require(url.query().flatMap { FormFields(decoding: $0.utf8) })
        #expect(fields["code_challenge"] == "wpTn_nR9lidCAjjR6JaDvQ1_DOTeOwo8ji-C_NaHBJo")
        #expect(fields["code_challenge_method"] == "S256")
        #expect(fields["acr_values"] == "http://itsme.services/v2/claim/acr_basic")
        #expect(fields["ui_locales"] == "nl")
        #expect(fields["scope"] == "openid service:BRK_LOGIN")
    }

    @Test func aRequestObjectHidesTheRequest() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPairWithRequestObjects))
        guard case .present(.redirect(let url), _) = try await signIn.provider().begin(try signIn.request()) else {
            Issue.record("itsme begins with a redirect")
            return
        }
        let fields = try #require(url.query().flatMap { FormFields(decoding: $0.utf8) })
        #expect(Set(fields.all.map(\.name)) == ["client_id", "response_type", "scope", "request"])
        #expect(fields["request"]?.split(separator: ".").count == 5)
    }

    @Test func theRequestHoldsNoHintAboutThePerson() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        let request = try MethodRequest(
            transactionID: "t",
            type: .authentication,
            callbackURL: signIn.bench.callbackURL,
            callbackState: "s",
            loginHint: "hint-4711"
        )
        guard case .present(.redirect(let url), _) = try await signIn.provider().begin(request) else {
            Issue.record("itsme begins with a redirect")
            return
        }
        #expect(!url.absoluteString.contains("hint-4711"))
    }
}
