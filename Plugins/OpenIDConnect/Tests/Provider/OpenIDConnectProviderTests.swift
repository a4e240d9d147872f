import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import EIDOpenIDConnectSimulator
import Foundation
import Testing

@testable import EIDOpenIDConnect

/// What is the plugin's own; everything else is in the suite.
@Suite struct OpenIDConnectProviderTests {
    private func refusal(
        _ arrangement: Arrangement = .plain,
        settings: [String: SettingValue?] = [:],
        fault: OpenIDConnectFault? = nil,
        _ action: PersonAction = .approve,
        upstream: (inout OpenIDConnectProfile) -> Void = { _ in }
    ) async throws -> MethodError.Code? {
        let bench = try OpenIDConnectBench(arrangement, settings: settings, upstream: upstream)
        bench.simulator.inject(fault)
        let transaction = SingleTransaction(bench)
        do {
            _ = try await transaction.perform(try transaction.request(), action)
            return nil
        } catch let error as MethodError {
            return error.code
        }
    }

    @Test func takesEveryClientProof() async throws {
        let secret = TestSettings.secretText
        let post: [String: SettingValue?] = ["clientAuthentication": "client_secret_post"]
        #expect(try await refusal(settings: post) { $0.proof = .secretPost(secret) } == nil)
        #expect(try await refusal { $0.proof = .secretBasic(secret) } == nil)
        let signed: [String: SettingValue?] = ["clientAuthentication": "client_secret_jwt"]
        #expect(try await refusal(settings: signed) { $0.proof = .secretJWT(secret) } == nil)
        #expect(try await refusal(settings: signed) { $0.proof = .secretJWT(secret + "x") } == .misconfigured)
        // The suite shows private_key_jwt; a wrong proof must not get through either.
        #expect(try await refusal(settings: post) == .misconfigured)
        #expect(try await refusal { $0.proof = .secretBasic(secret + "x") } == .misconfigured)
    }

    @Test func showsTheCertificateOfTheConnection() async throws {
        let settings: [String: SettingValue?] = ["clientAuthentication": "tls_client_auth", "clientSecret": nil]
        let bench = try OpenIDConnectBench(.plain, settings: settings) { $0.proof = .certificate("broker") }
        let transaction = SingleTransaction(bench, certificateName: "broker")
        _ = try await transaction.perform(try transaction.request())
        let stranger = SingleTransaction(bench)
        await #expect(throws: MethodError(.misconfigured, "")) {
            try await stranger.perform(try stranger.request())
        }
    }

    @Test func refusesATokenWithoutTheEncryptionAgreedOn() async throws {
        #expect(try await refusal(.sealed, fault: .notEncrypted) == .untrusted)
    }

    @Test func refusesPlainUserInfoWhereATokenWasAgreedOn() async throws {
        #expect(try await refusal(.sealed, fault: .plainUserInfo) == .untrusted)
    }

    @Test func refusesAnotherSignatureThanAgreedOn() async throws {
        #expect(try await refusal { $0.idToken = .init(.es256) } == .untrusted)
        #expect(try await refusal { $0.idToken = .init(.hs256) } == .untrusted)
    }

    @Test func takesEverySignatureThatSettingsOffer() async throws {
        for algorithm in SignatureAlgorithm.allCases where algorithm != .hs256 {
            let settings: [String: SettingValue?] = ["idToken": ["signing": [.text(algorithm.rawValue)]]]
            #expect(try await refusal(settings: settings) { $0.idToken = .init(algorithm) } == nil)
        }
    }

    @Test func refusesAnAnswerWithoutTheTimeThatMaxAgeNeeds() async throws {
        #expect(try await refusal(.sealed, fault: .noAuthenticationTime) == .untrusted)
        #expect(try await refusal(fault: .noAuthenticationTime) == nil)
    }

    @Test func refusesEvidenceThatDoesNotSayWhenThePersonActed() async throws {
        for (fault, isRefused) in [(nil, false), (OpenIDConnectFault.noAuthenticationTime, true)] {
            let bench = try OpenIDConnectBench(.plain)
            bench.simulator.inject(fault)
            let transaction = SingleTransaction(bench)
            let request = try MethodRequest(
                transactionID: "transaction-1",
                type: .verification,
                callbackURL: bench.callbackURL,
                callbackState: "state-of-transaction-1",
                commitment: Data([1, 2, 3])
            )
            if isRefused {
                await #expect(throws: MethodError(.untrusted, "")) { try await transaction.perform(request) }
            } else {
                _ = try await transaction.perform(request)
            }
        }
    }

    @Test func refusesAnOlderSignInThanMaxAgeAllows() async throws {
        #expect(try await refusal(.sealed, fault: .oldAuthentication) == .untrusted)
    }

    @Test func reportsAPushedRequestThatIsRefused() async throws {
        #expect(try await refusal(.sealed, fault: .pushRefused) == .misconfigured)
    }

    @Test func refusesAPushWithoutAReference() async throws {
        #expect(try await refusal(.sealed, fault: .pushWithoutReference) == .untrusted)
    }

    @Test func cannotPushWhereNobodyTakesIt() async throws {
        #expect(try await refusal(settings: ["pushedRequests": true]) == .misconfigured)
    }

    @Test func translatesTheUpstreamsOwnErrors() async throws {
        #expect(try await refusal(.plain, .cancel) == .cancelled)
        #expect(try await refusal(.plain, .decline) == .declined)
        #expect(try await refusal(settings: ["errors": ["user_cancelled": "refused"]], .cancel) == .refused)
        // A browser can bring any code: one that nobody documents says nothing about the operator's settings.
        #expect(try await refusal(settings: ["errors": nil], .cancel) == .untrusted)
    }

    @Test(
        arguments: [
            ("consent_required", .declined), ("login_required", .unavailable),
            ("unmet_authentication_requirements", .insufficientAssurance), ("temporarily_unavailable", .unavailable),
        ] as [(String, MethodError.Code)]
    )
    func knowsTheErrorsOfTheStandards(_ error: String, _ code: MethodError.Code) async throws {
        #expect(try await refusal(settings: ["errors": nil], .cancel) { $0.cancelError = error } == code)
    }

    @Test func namesThePersonByAnotherClaim() async throws {
        let settings: [String: SettingValue?] = ["subject": ["claim": "email", "pairwise": false]]
        let bench = try OpenIDConnectBench(.plain, settings: settings)
        let transaction = SingleTransaction(bench)
        let identity = try await transaction.perform(try transaction.request(.verification))
        #expect(identity.subject.identifier == "robin@example.org")
        #expect(identity.subject.namespace == "https://plain.example/op  email")
    }

    @Test func refusesAnAnswerThatNamesNobodyByThatClaim() async throws {
        #expect(try await refusal(settings: ["subject": ["claim": "nobody"]]) == .untrusted)
        #expect(try await refusal(settings: ["subject": ["claim": "sex"]]) == .untrusted)
    }

    @Test func keepsPairwiseSubjectsOfTwoClientsApart() async throws {
        let transaction = SingleTransaction(try OpenIDConnectBench(.plain))
        let pairwise = try await transaction.perform(try transaction.request()).subject
        #expect(pairwise.namespace == "https://plain.example/op broker")
        let shared = try OpenIDConnectBench(.plain, settings: ["subject": ["pairwise": false]])
        let other = SingleTransaction(shared)
        #expect(try await other.perform(try other.request()).subject.namespace == "https://plain.example/op")
    }

    @Test func tellsTheOperatorWhatCannotBeReadAndNobodyWhatItWas() async throws {
        let bench = try OpenIDConnectBench(.plain) { $0.person["born"] = "last Tuesday" }
        let transaction = SingleTransaction(bench)
        let identity = try await transaction.perform(try transaction.request())
        #expect(identity.attributes[.birthdate] == nil)
        let notices = transaction.log.entries.filter { $0.contains("cannot be read") }
        #expect(notices.count == 1)
        #expect(notices.first?.contains("birthdate (born): not a date of these forms") == true)
        #expect(!transaction.log.text.contains("Tuesday"))
    }

    @Test func callsUserInfoOnlyForWhatItBrings() async throws {
        let bench = try OpenIDConnectBench(.plain)
        let transaction = SingleTransaction(bench)
        _ = try await transaction.perform(try transaction.request(.authentication))
        _ = try await transaction.perform(try transaction.request(.verification, []))
        #expect(bench.simulator.calls["/userinfo"] == nil)
        _ = try await transaction.perform(try transaction.request())
        #expect(bench.simulator.calls["/userinfo"] == 1)
    }
}
