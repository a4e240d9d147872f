import EIDBroker
import Testing

@Suite struct RequestParametersTests {
    @Test func decodesForms() throws {
        let parameters = try RequestParameters(decoding: "a=1+2&b=%C3%A9%26&c&d=&&e==")
        #expect(parameters["a"] == "1 2")
        #expect(parameters["b"] == "é&")
        #expect(parameters["c"] == nil && parameters["d"] == nil)
        #expect(parameters["e"] == "=")
        #expect(parameters.names == ["a", "b", "c", "d", "e"])
    }

    @Test(arguments: [
        ("a doubled name", "a=1&a=2", ParameterError.duplicate),
        ("a name doubled in another spelling", "a=1&%61=2", .duplicate),
        ("a name doubled without values", "a&a=", .duplicate),
        ("NUL", "a=%00", .controlCharacter),
        ("a line feed in a value", "a=x%0Ay", .controlCharacter),
        ("a carriage return in a name", "a%0D=1", .controlCharacter),
        ("bytes that are not UTF-8", "a=%FF", .invalidUTF8),
        ("an overlong encoding", "a=%C0%AF", .invalidUTF8),
        ("a surrogate", "a=%ED%A0%80", .invalidUTF8),
        ("half an escape", "a=%4", .malformed),
        ("an escape that is no number", "a=%zz", .malformed),
        ("an empty name", "=1", .malformed),
        ("too many parameters", (0..<65).map { "p\($0)=1" }.joined(separator: "&"), .tooLarge),
        ("too many bytes", "a=" + String(repeating: "x", count: 16 * 1024), .tooLarge),
    ])
    func refuses(_ what: String, _ query: String, _ error: ParameterError) {
        #expect(throws: error) { try RequestParameters(decoding: query) }
    }

    @Test func namesAreComparedAsBytes() throws {
        let parameters = try RequestParameters(decoding: "%C3%A9=1&e%CC%81=2")
        #expect(parameters["\u{E9}"] == "1")
        #expect(parameters["e\u{301}"] == "2")
    }

    @Test func aLineBreakInWhatAnUpstreamSaysOfAnErrorDoesNotHideTheError() throws {
        let callback = try RequestParameters(decoding: "error=access_denied&error_description=a%0D%0Ab&state=s")
        #expect(callback.names == ["error", "state"])
        #expect(throws: ParameterError.controlCharacter) { try RequestParameters(decoding: "error=a%0D%0Ab&state=s") }
        #expect(throws: ParameterError.duplicate) {
            try RequestParameters(decoding: "error_description=a%0A&error_description=b")
        }
    }
}
