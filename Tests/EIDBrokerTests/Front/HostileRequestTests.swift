import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import Testing

/// Damaged requests of every sort, the same ones in each run: none stops the process, none gets anything, none is
/// answered with a failure of ours, and none sends a browser to a place that is not registered.
@Suite struct HostileRequestTests {
    private static let pieces = [
        "&", "=", "%", "%00", "%0d%0a", "%ff", "%C3%A9", "e%CC%81", "&state=2", "&client_id=bank", "+", "%2", "=&=",
        "\u{212A}", "#", ";", ".", "..", "\"", "\\", "{", "[", "}", "]", ":", ",", "1e999", "-0", "null", "\u{0}",
        "\r\nSet-Cookie: a=b", "<script>", "Bearer ", "Basic ", "====", " ",
    ]

    private static func query(_ fields: [String: String]) -> String {
        fields.sorted { $0.key < $1.key }.map { name, value in
            let escaped = value.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            return "\(name)=\(name == "state" || name == "claims" ? escaped : value)"
        }.joined(separator: "&")
    }

    private func expectHarmless(_ answer: FlowAnswer) {
        switch answer {
        case .redirect(let target, _):
            let places = ["https://shop.example/cb?", "https://shop.example/other?x=1&", "https://upstream.example/"]
            #expect(places.contains { target.hasPrefix($0) } || target.hasPrefix("/transaction/"))
            #expect(target.utf8.allSatisfy { (0x21...0x7E).contains($0) })
            #expect(!target.contains("code="))
        case .formPost: Issue.record("nothing here posts")
        case .page(_, let status, _): #expect(status < 500)
        }
    }

    @Test func authorizationRequests() async throws {
        let bench = try BrokerBench()
        var dice = Dice(state: 1)
        let good = Self.query(
            BrokerBench.request.merging([
                "claims": #"{"id_token":{"acr":{"values":["a"]}},"userinfo":{"name":{"essential":true}}}"#,
                "acr_values": "http://eidas.europa.eu/LoA/low type:verification method:toy", "max_age": "60",
                "prompt": "login", "ui_locales": "nl-BE fr", "login_hint": "32470123456",
            ]) { $1 }
        )
        var understood = 0
        for _ in 0..<600 {
            guard let parameters = try? RequestParameters(decoding: dice.damaged(good, with: Self.pieces)) else {
                continue
            }
            understood += 1
            expectHarmless(await bench.broker.authorize(parameters, browser: BrowserContext()))
        }
        #expect(understood > 150, "most must get past the decoder, or nothing was tried")
    }

    @Test func claimsParameters() async throws {
        let bench = try BrokerBench()
        var dice = Dice(state: 2)
        let good =
            #"{"id_token":{"acr":{"essential":true,"values":["http://eidas.europa.eu/LoA/low"]},"sub":{"value":"x"}},"#
            + #""userinfo":{"given_name":null,"national_number":{"essential":true},"nationality":null}}"#
        for _ in 0..<600 {
            let text = String(decoding: dice.damaged(good, with: Self.pieces), as: UTF8.self)
            let fields = BrokerBench.request.merging(["claims": text]) { $1 }
            guard let parameters = try? BrokerBench.parameters(fields) else { continue }
            expectHarmless(await bench.broker.authorize(parameters, browser: BrowserContext()))
        }
        // The attribute without justification must not have come through whatever the damage.
        #expect(bench.script.now.requests.allSatisfy { !$0.attributes.contains { $0.rawValue == "nationality" } })
    }

    @Test(arguments: [
        String(repeating: "[", count: 8000), #"{"userinfo":"# + String(repeating: #"{"a":"#, count: 1500),
        #"{"userinfo":{"# + (0..<900).map { #""c\#($0)":{}"# }.joined(separator: ",") + "}}",
        #"{"id_token":{"acr":{"values":["# + Array(repeating: #""a""#, count: 1900).joined(separator: ",") + "]}}}",
        #"{"id_token":{"acr":{"value":1"# + String(repeating: "0", count: 7900) + "}}}",
    ])
    func claimsThatAreBombs(_ bomb: String) async throws {
        let fields = BrokerBench.request.merging(["claims": bomb]) { $1 }
        let parameters = try BrokerBench.parameters(fields, limit: 64 * 1024)
        let answer = try await BrokerBench().broker.authorize(parameters, browser: BrowserContext())
        expectHarmless(answer)
        #expect(answer.cookie == nil || bomb.contains("values"), "levels that nobody knows are voluntary wishes")
    }

    @Test func authorizationHeaders() async throws {
        let bench = try BrokerBench()
        var dice = Dice(state: 3)
        let form = try BrokerBench.parameters(["grant_type": "authorization_code", "code": "guess"])
        for _ in 0..<600 {
            let basic = String(decoding: dice.damaged(BrokerBench.basic, with: Self.pieces), as: UTF8.self)
            let answer = await bench.broker.token(form: form, authorization: basic)
            // An undamaged header proves the client, and then the code is wrong.
            #expect([400, 401, 429].contains(answer.status))
            let inside = dice.damaged("shop:\(BrokerBench.secret)", with: Self.pieces)
            let encoded = await bench.broker.token(form: form, authorization: "Basic " + Base64.encode(inside))
            #expect([400, 401, 429].contains(encoded.status))
            let bearer = String(decoding: dice.damaged("Bearer abcdefgh", with: Self.pieces), as: UTF8.self)
            #expect([400, 401].contains(await bench.broker.userInfo(authorization: bearer, form: nil).status))
        }
    }

    @Test func tokenForms() async throws {
        let bench = try BrokerBench()
        var dice = Dice(state: 4)
        let assertion = try JWSSigner(key: bench.signingKey, algorithm: .es256).sign(
            Array(#"{"iss":"shop","sub":"shop","aud":"https://broker.example","exp":1800000100,"jti":"1"}"#.utf8)
        )
        let good = Self.query([
            "grant_type": "authorization_code", "code": "guess", "redirect_uri": "https://shop.example/cb",
            "code_verifier": BrokerBench.verifier, "client_assertion": assertion,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ])
        var understood = 0
        for _ in 0..<500 {
            guard let form = try? RequestParameters(decoding: dice.damaged(good, with: Self.pieces)) else { continue }
            understood += 1
            #expect([400, 401, 429].contains(await bench.broker.token(form: form, authorization: nil).status))
            #expect([400, 401, 429].contains(await bench.broker.revoke(form: form, authorization: nil).status))
        }
        #expect(understood > 100)
    }

    @Test func callbacks() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        var dice = Dice(state: 5)
        let good = "state=\(started.state)&code=upstream&iss=x"
        for _ in 0..<600 {
            let bytes = dice.damaged(good, with: Self.pieces)
            guard let parameters = try? RequestParameters(decoding: bytes) else { continue }
            // Without the cookie even the right state leads nowhere.
            let answer = await bench.broker.callback(method: "toy", parameters, browser: BrowserContext())
            expectHarmless(answer)
            // With it only the right state does.
            guard parameters["state"].map({ Array($0.utf8) }) != Array(started.state.utf8) else { continue }
            expectHarmless(await bench.broker.callback(method: "toy", parameters, browser: started.browser))
        }
        #expect(bench.script.now.resumed == 0)
        #expect(try await bench.callback(started).query["code"] != nil, "the honest one still goes on")
    }
}
