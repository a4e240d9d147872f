import EIDMethod
import FoundationEssentials
import Testing

@Suite struct CallbackAnswerTests {
    private let request = try? MethodRequest(
        transactionID: "t",
        type: .authentication,
        callbackURL: URL(filePath: "/callback"),
        callbackState: "state-\u{E9}"
    )

    private func callback(_ fields: KeyValuePairs<String, String>) throws -> CallbackParameters {
        try #require(CallbackParameters(fields.map { FormField(name: $0.key, value: $0.value) }))
    }

    @Test func `A callback with the state of the request is its answer`() throws {
        let event = MethodEvent.callback(try callback(["state": "state-\u{E9}", "code": "c"]))
        #expect(try event.callback(answering: #require(request))["code"] == "c")
    }

    @Test(arguments: ["", "another", "state-e\u{301}", "STATE-\u{E9}"])
    func `A callback with another state is refused`(_ state: String) throws {
        let event = MethodEvent.callback(try callback(["state": state]))
        let request = try #require(request)
        #expect(throws: MethodError(.untrusted, "")) { try event.callback(answering: request) }
    }

    @Test func `A callback without a state is refused`() throws {
        let event = MethodEvent.callback(try callback(["code": "c"]))
        let request = try #require(request)
        #expect(throws: MethodError(.untrusted, "")) { try event.callback(answering: request) }
    }

    @Test(arguments: [MethodEvent.polled, .answered(PromptAnswer(text: "state-\u{E9}"))])
    func `Another event is no callback`(_ event: MethodEvent) throws {
        let request = try #require(request)
        #expect(throws: MethodError(.untrusted, "")) { try event.callback(answering: request) }
    }

    @Test func `A required parameter is given as it came`() throws {
        #expect(try callback(["code": "a b~"]).required("code", longest: 4) == "a b~")
    }

    @Test(arguments: ["", "abcde", "a\nb", "\u{E9}", "a\u{7F}"])
    func `A required parameter that is empty, too long or not printable is refused`(_ code: String) throws {
        let callback = try callback(["code": code])
        #expect(throws: MethodError(.untrusted, "")) { try callback.required("code", longest: 4) }
    }

    @Test func `A required parameter that is missing is refused`() throws {
        let callback = try callback(["Code": "c"])
        #expect(throws: MethodError(.untrusted, "")) { try callback.required("code") }
    }

    @Test func `An error means what the table says`() throws {
        let callback = try callback(["error": "refused"])
        #expect(throws: MethodError(.declined, "")) {
            try callback.refuseError(["stopped": .cancelled, "refused": .declined])
        }
    }

    @Test func `An error that is not in the table is not believed, not repeated and not blamed on settings`() throws {
        let callback = try callback(["error": "somebody@example.org"])
        let error = #expect(throws: MethodError.self) { try callback.refuseError(["refused": .declined]) }
        #expect(error?.code == .untrusted)
        #expect(error?.description.contains("somebody") == false)
    }

    @Test func `Without an error nothing is refused`() throws {
        try callback(["code": "c"]).refuseError(["refused": .declined])
    }
}
