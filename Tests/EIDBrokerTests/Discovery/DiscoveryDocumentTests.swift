import EIDBroker
import EIDJSON
import EIDMethod
import Testing

@Suite struct DiscoveryDocumentTests {
    @Test func saysWhatTheBrokerDoes() throws {
        let document = try JSONValue.parse(BrokerBench().broker.discoveryDocument)
        #expect(document["issuer"]?.string == BrokerBench.issuer)
        for (name, path) in [
            ("authorization_endpoint", "/authorize"), ("token_endpoint", "/token"), ("userinfo_endpoint", "/userinfo"),
            ("revocation_endpoint", "/revoke"), ("jwks_uri", "/jwks.json"),
        ] {
            #expect(document[name]?.string == BrokerBench.issuer + path)
        }
        #expect(document["response_types_supported"]?.strings == ["code"])
        #expect(document["response_modes_supported"]?.strings == ["query", "form_post"])
        #expect(document["code_challenge_methods_supported"]?.strings == ["S256"])
        #expect(document["subject_types_supported"]?.strings == ["pairwise"])
        #expect(document["authorization_response_iss_parameter_supported"]?.boolean == true)
        #expect(document["claims_parameter_supported"]?.boolean == true)
        #expect(document["request_parameter_supported"]?.boolean == false)
        #expect(document["request_uri_parameter_supported"]?.boolean == false, "its default would be true")
        #expect(document["id_token_signing_alg_values_supported"]?.strings == ["ES256"])
        #expect(document["ui_locales_supported"]?.strings == ["nl", "fr", "de", "en", "sv"])
        #expect(document["claims_supported"]?.strings?.contains("national_number") == true)
        let values = try document.requireStrings("acr_values_supported")
        for value in ["http://eidas.europa.eu/LoA/high", "method:toy", "method:small", "type:verification"] {
            #expect(values.contains(value))
        }
    }

    @Test func tokensOfClientsAreForSigningOnly() async throws {
        let bench = try BrokerBench()
        let document = try JSONValue.parse(bench.broker.discoveryDocument)
        #expect(document["grant_types_supported"]?.strings == ["authorization_code"])
        let form = try BrokerBench.parameters(["grant_type": "client_credentials"])
        let refused = await bench.broker.token(form: form, authorization: BrokerBench.basic)
        #expect(try refused.json.requireString("error") == "unsupported_grant_type")
        let signing = try JSONValue.parse(SigningFlowBench().broker.discoveryDocument)
        #expect(signing["grant_types_supported"]?.strings == ["authorization_code", "client_credentials"])
    }

    @Test func methodsPublishTheirKeys() throws {
        let broker = try BrokerBench().broker
        #expect(try JSONValue.parse(#require(broker.keySet(method: "toy")))["keys"]?.count == 0)
        #expect(broker.keySet(method: "nobody") == nil)
    }
}
