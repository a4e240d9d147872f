import EIDJSON
import Testing

@testable import EIDServer

@Suite struct JSONTextTests {
    @Test(
        "Any text comes back from a strict parser as it was",
        arguments: [
            "", "plain", "\"", "\\", "a\"b\\c\nd\re\tf", "\u{1}\u{1F}\u{7F}", "Ünïcode 🇸🇪 \u{2028}", "</script>",
            "e\u{301}\"\u{301}",
        ]
    )
    func text(_ text: String) throws {
        let value = try JSONValue.parse(#"{"text":\#(JSONText.quoted(text))}"#)["text"]?.string
        #expect(value.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test("A control character is written with four digits")
    func control() { #expect(JSONText.quoted("\u{1}\u{1F}") == #""\u0001\u001f""#) }
}
