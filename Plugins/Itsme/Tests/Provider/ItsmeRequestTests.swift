import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

@testable import EIDItsme

/// What goes to itsme: as little as the attributes asked for need.
@Suite struct ItsmeRequestTests {
    private func claims(_ names: AttributeName...) -> Set<String> {
        ItsmeAttributeMapping(requested: Set(names)).claims
    }

    private func request(
        _ type: MethodType = .verification,
        _ names: Set<AttributeName> = [],
        assurance: Assurance? = nil,
        placement: String = "idToken",
        codes: SettingValue = ["verification": "BRK_IDENT", "authentication": "BRK_LOGIN"]
    ) throws -> ItsmeRequest {
        let url = try #require(URL(string: "https://broker.example/callback/itsme"))
        return ItsmeRequest(
            request: try MethodRequest(
                transactionID: "t",
                type: type,
                attributes: names,
                assurance: assurance,
                languages: [.fr, .nl],
                callbackURL: url,
                callbackState: "s"
            ),
            configuration: ItsmeSettings.changed(
                ItsmeSettings.keyPair,
                ["requestClaimsIn": .text(placement), "serviceCodes": codes]
            )
        )
    }

    private let metadata: Set<String> = [
        ItsmeSamples.vendor("IDIssuingCountry"), ItsmeSamples.vendor("verificationDate"),
    ]

    @Test func whatADocumentSaysIsAskedForWithItsMetadata() {
        #expect(claims(Attribute<String>.familyName.name) == metadata.union(["family_name"]))
    }

    @Test func whatNoDocumentSaysIsAskedForAlone() {
        #expect(claims(Attribute<String>.email.name) == ["email"])
        #expect(claims(Attribute<[String: String]>.device.name) == [ItsmeSamples.vendor("claim_device")])
    }

    @Test func aBirthDateIsAskedForAsPrintedToo() {
        let wanted = metadata.union(["birthdate", ItsmeSamples.vendor("birthdate_as_string")])
        #expect(claims(Attribute<CalendarDate>.birthdate.name) == wanted)
    }

    @Test func bothSlovenianNamesAreAskedFor() {
        let asked = claims(Attribute<String>.nationalNumber.name)
        #expect(
            asked.isSuperset(of: [ItsmeSamples.vendor("SINationalNumber"), ItsmeSamples.vendor("SVNationalNumber")])
        )
    }

    @Test func theBeginningOfValidityComesWithTheCardNumber() {
        let asked = claims(Attribute<CalendarDate>.documentValidFrom.name)
        #expect(asked == metadata.union([ItsmeSamples.vendor("validityFrom"), ItsmeSamples.vendor("BEeidSn")]))
    }

    @Test func theEndOfValidityComesWithTheDocumentNumber() {
        let asked = claims(Attribute<CalendarDate>.documentValidUntil.name)
        #expect(asked == metadata.union([ItsmeSamples.vendor("validityTo"), ItsmeSamples.vendor("IDDocumentSN")]))
    }

    @Test func theIssuingCountryAloneComesWithTheName() {
        #expect(claims(Attribute<String>.documentIssuingCountry.name) == metadata.union(["name"]))
    }

    @Test func theIssuingCountryBesideAnotherAttributeNeedsNoCarrier() {
        let asked = claims(Attribute<String>.documentIssuingCountry.name, Attribute<String>.givenName.name)
        #expect(asked == metadata.union(["given_name"]))
    }

    @Test func theVerificationOfAnEmailComesWithTheEmail() {
        #expect(claims(Attribute<Bool>.emailVerified.name) == ["email", "email_verified"])
    }

    @Test func aDocumentNumberDoesNotAskForTheCardNumber() {
        #expect(!claims(Attribute<String>.documentNumber.name).contains(ItsmeSamples.vendor("BEeidSn")))
    }

    @Test func claimsGoIntoTheIDToken() throws {
        let parameters = try request(.verification, [Attribute<String>.email.name]).parameters()
        #expect(parameters.scopes == ["openid", "service:BRK_IDENT"])
        #expect(parameters.claims?.text == #"{"id_token":{"email":null}}"#)
        #expect(parameters.uiLocales == ["fr", "nl"])
    }

    @Test func claimsGoIntoUserInfoWhereConfigured() throws {
        let asked = try request(.verification, [Attribute<String>.email.name], placement: "userInfo")
        #expect(try asked.parameters().claims?.text == #"{"userinfo":{"email":null}}"#)
        #expect(asked.usesUserInfo)
    }

    @Test func scopesAreUsedWhereConfiguredAndClaimsForTheRest() throws {
        let names: Set = [Attribute<String>.email.name, Attribute<Bool>.ageOver18.name]
        let parameters = try request(.verification, names, placement: "scopes").parameters()
        #expect(parameters.scopes == ["openid", "service:BRK_IDENT", "email"])
        #expect(parameters.claims?.text == #"{"userinfo":{"age_gte_18":null}}"#)
    }

    @Test func theCardNumberIsNotAskedForByTheScopeThatBringsTheNationalNumber() throws {
        let asked = try request(.verification, [Attribute<String>.eidCardNumber.name], placement: "scopes")
        #expect(try asked.parameters().scopes == ["openid", "service:BRK_IDENT"])
    }

    @Test func anAuthenticationAsksForNothing() throws {
        for placement in ["idToken", "userInfo", "scopes"] {
            let asked = try request(.authentication, placement: placement)
            let parameters = try asked.parameters()
            #expect(parameters.scopes == ["openid", "service:BRK_LOGIN"])
            #expect(parameters.claims == nil)
            #expect(!asked.usesUserInfo)
        }
    }

    @Test func aVerificationOfNothingAsksForWhatEverybodyIs() throws {
        #expect(try request().parameters().claims?.text == #"{"id_token":{"age_gte_16":null}}"#)
    }

    @Test(
        arguments: [
            (nil, "acr_basic"), (.low, "acr_basic"), (.substantial, "acr_basic"), (.high, "acr_advanced"),
        ] as [(Assurance?, String)]
    )
    func theLevelAskedForIsTheLowestThatWillDo(_ assurance: Assurance?, _ acr: String) throws {
        #expect(try request(assurance: assurance).parameters().acrValues == [ItsmeSamples.vendor(acr)])
    }

    @Test func aTypeWithoutServiceCodeIsNotStarted() throws {
        let asked = try request(.authentication, codes: ["verification": "BRK_IDENT"])
        #expect(throws: MethodError(.unsupported, "")) { try asked.parameters() }
        #expect(throws: MethodError(.unsupported, "")) { try request(.signing).parameters() }
    }
}
