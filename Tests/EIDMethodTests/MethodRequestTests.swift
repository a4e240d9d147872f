import EIDMethod
import FoundationEssentials
import Testing

@Suite struct MethodRequestTests {
    private func request(_ type: MethodType, _ attributes: Set<AttributeName> = []) throws -> MethodRequest {
        try MethodRequest(
            transactionID: "t",
            type: type,
            attributes: attributes,
            assurance: .substantial,
            languages: [.nl],
            callbackURL: try #require(URL(string: "https://broker.example/callback/x")),
            callbackState: "state",
            loginHint: "hint",
            freshness: Freshness(maximumAge: 60, reauthenticates: true)
        )
    }

    @Test func `An authentication that asks for attributes is refused`() {
        #expect(throws: MethodError(.unsupported, "")) {
            try request(.authentication, [Attribute<String>.email.name])
        }
    }

    @Test func `A stored authentication that asks for attributes is refused`() throws {
        let verification = try JSONEncoder().encode(try request(.verification, [Attribute<String>.email.name]))
        let forged = String(decoding: verification, as: UTF8.self)
            .replacing(#""verification""#, with: #""authentication""#)
        #expect(throws: MethodError(.unsupported, "")) {
            try JSONDecoder().decode(MethodRequest.self, from: Data(forged.utf8))
        }
    }

    @Test(arguments: [MethodType.verification, .authentication, .signing])
    func `A request survives being stored`(_ type: MethodType) throws {
        let names: Set<AttributeName> = type == .verification ? [Attribute<String>.email.name] : []
        let request = try request(type, names)
        #expect(try JSONDecoder().decode(MethodRequest.self, from: JSONEncoder().encode(request)) == request)
    }
}

@Suite struct CallbackParametersTests {
    @Test func `A parameter given twice is refused`() {
        let twice = [FormField(name: "code", value: "a"), FormField(name: "code", value: "a")]
        #expect(CallbackParameters(twice) == nil)
    }

    @Test func `A stored parameter given twice is refused`() {
        let stored = #"[{"name":"code","value":"a"},{"name":"code","value":"b"}]"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(CallbackParameters.self, from: Data(stored.utf8))
        }
    }

    @Test func `Names are compared as bytes`() throws {
        let fields = [FormField(name: "\u{E9}", value: "composed"), FormField(name: "e\u{301}", value: "decomposed")]
        let parameters = try #require(CallbackParameters(fields))
        #expect(parameters["\u{E9}"] == "composed")
        #expect(parameters["e\u{301}"] == "decomposed")
        #expect(parameters["e"] == nil)
    }

    @Test func `Parameters survive being stored`() throws {
        let parameters = try #require(CallbackParameters([.init(name: "b", value: "1"), .init(name: "a", value: "")]))
        let stored = try JSONEncoder().encode(parameters)
        #expect(try JSONDecoder().decode(CallbackParameters.self, from: stored) == parameters)
        #expect(parameters.names == ["b", "a"])
    }
}
