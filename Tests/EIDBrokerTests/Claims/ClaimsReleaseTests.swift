import EIDBroker
import EIDJSON
import EIDMethod
import Testing

/// Asked for, allowed, delivered: a claim is released when all three hold, and not otherwise.
@Suite struct ClaimsReleaseTests {
    /// Every combination for an ordinary and for a special attribute.
    @Test(arguments: [false, true], [false, true])
    func anOrdinaryClaimNeedsAskingAndPermission(_ asked: Bool, _ allowed: Bool) async throws {
        let bench = try BrokerBench(clients: [
            BrokerBench.shop { if !allowed { $0.attributes.remove(Attribute<String>.givenName.name) } }
        ])
        let claims = asked ? #"{"userinfo":{"given_name":null}}"# : #"{"userinfo":{"middle_name":null}}"#
        let info = try await bench.userInfo(["scope": "openid", "claims": claims])
        #expect((info["given_name"] != nil) == (asked && allowed))
    }

    @Test(arguments: [false, true], [false, true])
    func aSpecialClaimNeedsPermissionAndJustification(_ allowed: Bool, _ justified: Bool) async throws {
        let name = Attribute<String>.nationalNumber.name
        let client = BrokerBench.shop {
            if !allowed { $0.attributes.remove(name) }
            if !justified || !allowed { $0.justifications[name] = nil }
        }
        // A registration that allows a special attribute without a reason does not start.
        guard !allowed || justified else {
            #expect(throws: ConfigurationFailure.self) { try BrokerBench(clients: [client]) }
            return
        }
        let bench = try BrokerBench(clients: [client])
        let request: [String: String?] = ["scope": "openid", "claims": #"{"id_token":{"national_number":null}}"#]
        if allowed {
            let tokens = try await bench.redeem(bench.code(request))
            #expect(try bench.idToken(tokens)["national_number"]?.string == "15121000123")
            #expect(try await bench.userInfo(tokens)["national_number"] == nil, "asked for in the ID token only")
        } else {
            #expect(try await bench.authorize(request).query["error"] == "invalid_request")
        }
    }

    @Test func whatWasNotDeliveredIsAbsent() async throws {
        let info = try await BrokerBench().userInfo(["scope": "openid profile email"])
        #expect(info["name"] != nil && info["family_name"] == nil && info["middle_name"] == nil)
    }

    @Test func whatWasDeliveredUnaskedStays() async throws {
        let info = try await BrokerBench().userInfo(["scope": "openid email"])
        #expect(Set(info.members?.map(\.name) ?? []) == ["sub", "email", "email_verified"])
        #expect(info["email_verified"]?.boolean == false)
    }

    @Test func scopesAreReducedToWhatTheClientMayHave() async throws {
        let bench = try BrokerBench()
        let code = try await bench.code(
            ["scope": "openid profile", "acr_values": "method:toy"],
            from: BrokerBench.bankRequest
        )
        let info = try await bench.userInfo(bench.redeemAsBank(code))
        #expect(Set(info.members?.map(\.name) ?? []) == ["sub", "name"])
    }

    @Test func everyKindOfValueHasItsShape() async throws {
        let claims = #"{"userinfo":{"picture":null,"place_of_birth":null,"birthdate":{"essential":true}}}"#
        let bench = try BrokerBench()
        let info = try await bench.userInfo(["scope": "openid address profile", "claims": claims])
        #expect(info["updated_at"]?.integer == bench.clock.seconds)
        #expect(info["picture"]?.string == "data:image/jpeg;base64,AQID")
        #expect(info["place_of_birth"]?["locality"]?.string == "London" && info["place_of_birth"]?.count == 1)
        #expect(info["birthdate"]?.string == "1815")
        #expect(info["address"]?["postal_code"]?.string == "1000" && info["address"]?["country"]?.string == "BE")
        #expect(info["address"]?["street_address"] == nil)
    }

    @Test func provenanceIsToldForReleasedClaimsOnly() async throws {
        let bench = try BrokerBench()
        let info = try await bench.userInfo(["scope": "openid email provenance profile"])
        let sources = try #require(info["attribute_sources"])
        let released = Set((info.members ?? []).map(\.name)).subtracting(["sub", "attribute_sources"])
        #expect(Set((sources.members ?? []).map(\.name)) == released)
        #expect(sources["name"]?["basis"]?.string == "document" && sources["name"]?["issuing_country"]?.string == "BEL")
        #expect(sources["name"]?["verified_at"]?.integer == bench.clock.seconds)
        #expect(sources["email"]?["basis"]?.string == "self_declared" && sources["email"]?["source"]?.string == "mail")
        #expect(try await bench.userInfo(["scope": "openid email"])["attribute_sources"] == nil)
    }

    @Test func anAuthenticationReleasesNothingEvenWhenDelivered() async throws {
        #expect(try await BrokerBench().userInfo(["scope": "openid provenance"]).count == 1)
    }

    @Test func aRegistrationThatShrankMeanwhileIsObeyed() async throws {
        let first = try BrokerBench()
        let started = try await first.start()
        let second = try BrokerBench(
            clients: [
                BrokerBench.shop {
                    $0.attributes = [Attribute<String>.name.name]; $0.justifications = [:]
                }
            ],
            store: first.store,
            clock: first.clock,
            script: first.script
        )
        let code = try #require(try await second.callback(started).query["code"])
        let info = try await second.userInfo(second.redeem(code))
        #expect(info["name"] != nil && info["given_name"] == nil)
    }
}
