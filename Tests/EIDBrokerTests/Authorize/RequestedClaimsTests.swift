import EIDBroker
import EIDJSON
import EIDMethod
import Testing

/// Claims of the ID token that a client asks for by value, or cannot do without (OpenID Connect Core §5.5).
@Suite struct RequestedClaimsTests {
    private let bench: BrokerBench

    init() throws { bench = try BrokerBench() }

    private func idToken(_ claims: String) async throws -> JSONValue {
        try bench.idToken(await bench.redeem(bench.code(["claims": claims])))
    }

    private func error(_ claims: String) async throws -> String? {
        try await bench.callback(bench.start(["claims": claims])).query["error"]
    }

    @Test("An essential acr comes back with a value that was asked for, though more was reached")
    func level() async throws {
        let values = #"["http://eidas.europa.eu/LoA/low","http://eidas.europa.eu/LoA/substantial"]"#
        let essential = try await idToken(#"{"id_token":{"acr":{"essential":true,"values":\#(values)}}}"#)
        #expect(essential["acr"]?.string == "http://eidas.europa.eu/LoA/substantial")
        let voluntary = try await idToken(#"{"id_token":{"acr":{"values":\#(values)}}}"#)
        #expect(voluntary["acr"]?.string == "http://eidas.europa.eu/LoA/high")
    }

    @Test("The method is asked for the lowest essential acr that the rest of the request leaves")
    func demand() async throws {
        let values = #"["http://eidas.europa.eu/LoA/low","http://eidas.europa.eu/LoA/high"]"#
        _ = try await bench.start([
            "claims": #"{"id_token":{"acr":{"essential":true,"values":\#(values)}}}"#,
            "acr_values": "http://eidas.europa.eu/LoA/substantial",
        ])
        #expect(bench.script.now.requests.last?.assurance == .high)
    }

    @Test(
        "A misspelt level of eIDAS is refused, whether it is essential or not",
        arguments: [
            #"{"value":"http://eidas.europa.eu/LoA/hihg"}"#,
            #"{"essential":true,"values":["http://eidas.europa.eu/LoA/low","http://eidas.europa.eu/LoA/High"]}"#,
            #"{"values":["urn:other","http://eidas.europa.eu/LoA/"]}"#,
        ]
    )
    func misspelt(acr: String) async throws {
        let answer = try await bench.authorize(["claims": #"{"id_token":{"acr":\#(acr)}}"#])
        #expect(try answer.query["error"] == "invalid_request")
    }

    @Test("A level that is none of eIDAS is a wish that nobody fulfils")
    func foreign() async throws {
        #expect(try await idToken(#"{"id_token":{"acr":{"values":["urn:other"]}}}"#)["acr"] != nil)
    }

    @Test(
        "A section may be null",
        arguments: [#"{"userinfo":null}"#, #"{"id_token":null}"#, #"{"userinfo":null,"id_token":null}"#]
    )
    func nothing(claims: String) async throws { #expect(try await idToken(claims)["sub"] != nil) }

    @Test("A section of another kind is refused", arguments: [#"{"userinfo":[]}"#, #"{"id_token":"sub"}"#])
    func otherKind(claims: String) async throws {
        #expect(try await bench.authorize(["claims": claims]).query["error"] == "invalid_request")
    }

    @Test("One of several subjects may sign in, and nobody else") func subjects() async throws {
        let subject = try await idToken("{}").requireString("sub")
        let right = try await idToken(#"{"id_token":{"sub":{"values":["somebody","\#(subject)"]}}}"#)
        #expect(right["sub"]?.string == subject)
        let both = #"{"id_token":{"sub":{"values":["a","\#(subject)"]}},"userinfo":{"sub":{"value":"\#(subject)"}}}"#
        #expect(try await idToken(both)["sub"]?.string == subject)
        #expect(try await error(#"{"userinfo":{"sub":{"values":["somebody","else"]}}}"#) == "login_required")
        let one = #"{"id_token":{"sub":{"values":["a","\#(subject)"]}},"userinfo":{"sub":{"value":"a"}}}"#
        #expect(try await error(one) == "login_required")
    }

    @Test("An essential auth_time is not left out") func time() async throws {
        let claims = #"{"id_token":{"auth_time":{"essential":true}}}"#
        #expect(try await idToken(claims)["auth_time"]?.integer == bench.clock.seconds)
        bench.script.change { script in
            script.result = script.result.map { identity in
                var identity = identity
                identity.isTimeKnown = false
                return identity
            }
        }
        #expect(try await error(claims) == "login_required")
        #expect(try await idToken(#"{"id_token":{"auth_time":null}}"#)["auth_time"] == nil)
    }

    @Test("The scope that comes back is the one that was granted") func scope() async throws {
        let code = try await bench.code(
            ["scope": "openid profile address phone", "acr_values": "method:toy"],
            from: BrokerBench.bankRequest
        )
        #expect(try await bench.redeemAsBank(code).json.requireString("scope") == "openid profile")
    }
}
