import EIDJOSE
import EIDJSON
import Testing

@testable import EIDSmartID

/// What the app is told to show.
@Suite struct InteractionTests {
    @Test func `A long text comes first, and apps that cannot show it fall back to the short one`() throws {
        let linked = SmartIDInteractions(short: "Short", long: "Long", isPushed: false)
        #expect(linked.types == ["confirmationMessage", "displayTextAndPIN"])
        let list = try JSONValue.parse(Base64.decode(linked.encoded) ?? [])
        #expect(list.elements?.first?["displayText200"]?.string == "Long")
        #expect(list.elements?.last?["displayText60"]?.string == "Short")
    }

    @Test func `A message to a phone has the person choose among codes`() {
        let pushed = SmartIDInteractions(short: "Short", long: "Long", isPushed: true, comparesCodes: true)
        #expect(pushed.types == ["confirmationMessageAndVerificationCodeChoice", "displayTextAndPIN"])
    }

    @Test(arguments: [
        ("Contract.pdf", "Contract.pdf"), ("two\r\nlines\tand \u{0}", "two lines and"),
        ("\u{202E}fdp.exe\u{200B}", "fdp.exe"), ("", ""), (" ", ""), ("a  b", "a b"),
    ])
    func `Texts lose what an app cannot show or what would deceive`(text: String, shown: String) {
        #expect(SmartIDInteractions.fitted(text, to: 60) == shown)
    }

    @Test(arguments: [60, 200])
    func `Texts are cut to their length with a sign that they were`(length: Int) {
        for text in [String(repeating: "x", count: 500), String(repeating: "\u{1F58A}\u{FE0F}\u{00E9}", count: 200)] {
            let fitted = SmartIDInteractions.fitted(text, to: length)
            #expect(fitted.utf16.count <= length && fitted.hasSuffix("…"))
        }
        #expect(SmartIDInteractions.fitted(String(repeating: "x", count: length), to: length).utf16.count == length)
    }
}
