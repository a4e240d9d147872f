import EIDJSON
import EIDMethod
import EIDMethodTesting
import Testing

@testable import EIDExternalMethod

/// Hints that only one method can mean, wherever that method runs.
@Suite struct LoginHintTests {
    @Test(arguments: [false, true]) func `A provider's forms are the method's`(isOutside: Bool) async throws {
        let method = try await KeyedMethod.method(try KeyedMethod.keys().keys, isOutside: isOutside)
        #expect(method.recognises(loginHint: "key-4711\u{E9}"))
        for other in ["key-47111\u{E9}", "key-4711e\u{301}", "key-4711", "KEY-1\u{E9}", ""] {
            #expect(!method.recognises(loginHint: other))
        }
    }

    @Test func `In Python, a method says what its hints look like when it is opened`() async throws {
        let host = try await Outside.python.value
        #expect(await host.examine(id: "hinted", settings: PigeonPost.settings, keys: MethodKeys()).isEmpty)
        let method = try await Outside.plugin(Outside.python)
            .method(id: "hinted", settings: PigeonPost.settings, services: PigeonPost().services())
        #expect(method.recognises(loginHint: "ring:4711") && !method.recognises(loginHint: "ring:robin"))
    }

    @Test(
        arguments: [
            #"{"text": "a"}"#, "[]", #"["a"]"#, #"[{"text": 1}]"#, #"[{"text": "a", "any": "b"}]"#, #"[{"any": "a"}]"#,
            #"[{"any": "a", "atLeast": 2, "atMost": 1}]"#, #"[{"any": "a", "atLeast": -1, "atMost": 1}]"#,
            #"[{"any": "a", "atLeast": 1, "atMost": 257}]"#, #"[{"any": "é", "atLeast": 1, "atMost": 2}]"#,
            "[\(Array(repeating: #"{"text": "a"}"#, count: 17).joined(separator: ","))]",
            #"[{"text": "\#(String(repeating: "a", count: 129))"}]"#,
            #"[{"any": "\#(String(repeating: "a", count: 129))", "atLeast": 1, "atMost": 2}]"#,
            #"[{"pattern": "(a+)+"}]"#,
        ]
    )
    func `A form that the protocol does not know is refused`(form: String) throws {
        let descriptor = KeyedMethod.descriptor
        #expect(throws: JSONError.self) {
            try OpenedInstance(JSONValue.parse(#"{"issues": [], "loginHints": [\#(form)]}"#), of: descriptor, in: 1)
        }
    }

    @Test(
        arguments: [
            #"[{"any": "\#(printable)", "atLeast": 1, "atMost": 256}]"#,
            #"[{"text": ""}, {"any": "\#(printable)", "atLeast": 1, "atMost": 256}]"#,
            #"[{"text": "p"}, {"any": "\#(printable)", "atLeast": 0, "atMost": 256}]"#,
            #"[{"any": "a", "atLeast": 0, "atMost": 9}, {"text": "a@b"}, {"any": "b", "atLeast": 0, "atMost": 9}]"#,
            #"[{"any": "0123456789", "atLeast": 1, "atMost": 256}]"#,
            #"[{"any": "0123456789abcdefghij", "atLeast": 11, "atMost": 11}]"#,
        ]
    )
    func `A form that matches nearly everything is refused`(form: String) throws {
        let error = #expect(throws: JSONError.self) {
            try OpenedInstance(
                JSONValue.parse(#"{"issues": [], "loginHints": [\#(form)]}"#),
                of: KeyedMethod.descriptor,
                in: 1
            )
        }
        #expect(error?.description.contains("other methods' people") == true)
    }

    private static let printable = String(decoding: (0x20...0x7E).map { UInt8($0) }, as: UTF8.self)
        .filter { $0 != "\"" && $0 != "\\" }

    @Test func `More forms than a method needs are refused`() throws {
        let forms = Array(repeating: #"[{"text": "a"}]"#, count: 65).joined(separator: ",")
        #expect(throws: JSONError.self) {
            try OpenedInstance(
                JSONValue.parse(#"{"issues": [], "loginHints": [\#(forms)]}"#),
                of: KeyedMethod.descriptor,
                in: 1
            )
        }
    }
}
