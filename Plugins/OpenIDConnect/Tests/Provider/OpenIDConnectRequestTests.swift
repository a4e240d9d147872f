import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Testing

@testable import EIDOpenIDConnect

/// What is asked of the upstream.
@Suite struct OpenIDConnectRequestTests {
    private func query(
        settings changes: [String: SettingValue?] = [:],
        type: MethodType = .verification,
        _ attributes: Set<AttributeName> = [],
        assurance: Assurance? = nil,
        loginHint: String? = nil
    ) async throws -> [String: String] {
        let transaction = SingleTransaction(try OpenIDConnectBench(.plain, settings: changes))
        let request = try transaction.request(type, attributes, assurance: assurance, loginHint: loginHint)
        let items = URLComponents(string: try await transaction.url(request))?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { _, _ in "twice" })
    }

    private let email = Attribute<String>.email.name
    private let givenName = Attribute<String>.givenName.name

    @Test func asksForTheScopesOfWhatIsWanted() async throws {
        #expect(try await query()["scope"] == "openid")
        #expect(try await query(type: .authentication)["scope"] == "openid")
        #expect(try await query([email])["scope"] == "openid email")
        #expect(try await query(settings: ["scopes": ["offline"]], [givenName])["scope"] == "openid offline profile")
    }

    @Test func asksForTheClaimsOfWhatIsWanted() async throws {
        let changes: [String: SettingValue?] = ["requestClaims": true]
        #expect(try await query(settings: changes)["claims"] == nil)
        let wanted = #"{"id_token":{"email":null},"userinfo":{"email":null}}"#
        #expect(try await query(settings: changes, [email])["claims"] == wanted)
        let inToken = changes.merging(["claimsFrom": ["idToken"]]) { $1 }
        #expect(try await query(settings: inToken, [email])["claims"] == #"{"id_token":{"email":null}}"#)
    }

    @Test func asksForTheClaimThatNamesThePerson() async throws {
        let changes: [String: SettingValue?] = [
            "requestClaims": true, "claimsFrom": ["idToken"], "subject": ["claim": "uuid"],
        ]
        let wanted = #"{"id_token":{"uuid":{"essential":true}}}"#
        #expect(try await query(settings: changes, type: .authentication)["claims"] == wanted)
    }

    @Test func callsEssentialClaimsEssential() async throws {
        let attributes: SettingValue = ["email": ["claim": "email", "essential": true], "nickname": ["claim": "sub"]]
        let changes: [String: SettingValue?] = [
            "requestClaims": true, "claimsFrom": ["userInfo"], "attributes": attributes,
        ]
        let claims = try await query(settings: changes, [email, Attribute<String>.nickname.name])["claims"]
        #expect(claims == #"{"userinfo":{"email":{"essential":true}}}"#)
    }

    @Test func asksForALevelByTheClaimsParameter() async throws {
        let assurance: SettingValue = ["askBy": "claims", "ask": ["high": ["top"]], "received": ["top": "high"]]
        let fields = try await query(settings: ["assurance": assurance], assurance: .high)
        #expect(fields["acr_values"] == nil)
        #expect(fields["claims"] == #"{"id_token":{"acr":{"essential":true,"values":["top"]}}}"#)
    }

    @Test func sendsFixedValuesBeforeTheLevel() async throws {
        let fields = try await query(settings: ["parameters": ["acr_values": "idp:x"]], assurance: .substantial)
        #expect(fields["acr_values"] == "idp:x urn:plain:2")
    }

    @Test func sendsTheParametersOfTheSettings() async throws {
        let fields = try await query(settings: [
            "parameters": [
                "prompt": "login", "ui_locales": "fi sv", "login_hint": "someone", "max_age": 60, "display": "touch",
            ],
            "vendorParameters": ["kc_idp_hint": "eid", "hub": "a b"],
        ])
        #expect(fields["prompt"] == "login")
        #expect(fields["ui_locales"] == "fi sv")
        #expect(fields["login_hint"] == "someone")
        #expect(fields["max_age"] == "60")
        #expect(fields["display"] == "touch")
        #expect(fields["kc_idp_hint"] == "eid")
        #expect(fields["hub"] == "a b")
    }

    @Test func passesAHintOnOnlyIfSoSet() async throws {
        #expect(try await query(loginHint: "robin")["login_hint"] == nil)
        #expect(try await query(settings: ["passLoginHint": true], loginHint: "robin")["login_hint"] == "robin")
    }

    @Test func speaksThePersonsLanguage() async throws { #expect(try await query()["ui_locales"] == "nl") }

    @Test func asksThePersonAnewForAnEvidence() async throws {
        let transaction = SingleTransaction(try OpenIDConnectBench(.plain))
        let request = try MethodRequest(
            transactionID: "t",
            type: .verification,
            callbackURL: transaction.bench.callbackURL,
            callbackState: "state-of-the-transaction",
            commitment: Data([1, 2, 3])
        )
        let url = try await transaction.url(request)
        #expect(url.contains("prompt=login") && url.contains("max_age=0"))
    }

    @Test func refusesACommitmentThatNobodyElseCouldVerify() async throws {
        let transaction = SingleTransaction(try OpenIDConnectBench(.shared))
        let request = try MethodRequest(
            transactionID: "t",
            type: .verification,
            callbackURL: transaction.bench.callbackURL,
            callbackState: "state-of-the-transaction",
            commitment: Data([1, 2, 3])
        )
        await #expect(throws: MethodError(.unsupported, "")) { try await transaction.url(request) }
    }

    @Test func leavesOnlyAReferenceToTheBrowserOfAPushedRequest() async throws {
        let transaction = SingleTransaction(try OpenIDConnectBench(.sealed))
        let url = try await transaction.url(try transaction.request())
        let names = URLComponents(string: url)?.queryItems?.map(\.name)
        #expect(names == ["client_id", "request_uri"])
    }
}
