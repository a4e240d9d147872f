import EIDMethod
import EIDSettings
import Testing

@Suite("Settings parser") struct SettingsParserTests {
    private func problem(_ text: String) -> SettingsSyntaxError? {
        do throws(SettingsSyntaxError) {
            _ = try SettingsParser.parse(text)
            return nil
        } catch {
            return error
        }
    }

    @Test("keeps keys, lists and lines")
    func structure() throws {
        let root = try SettingsParser.parse("a: 1\nb:\n  - x\n  - { c: d }\n")
        guard case .section(let members) = root.content else {
            Issue.record("not a section")
            return
        }
        #expect(members.map(\.key) == ["a", "b"])
        #expect(members.map(\.value.line) == [1, 2])
        #expect(root["b"]?.line == 2)
    }

    @Test("refuses a key given twice, and says where")
    func duplicateKey() {
        let found = problem("a: 1\nb: 2\na: 3\n")
        #expect(found?.message.contains("twice") == true)
        #expect(found?.message.contains("a") == true)
    }

    @Test("refuses an anchor")
    func anchor() { #expect(problem("a: &x 1\nb: 2\n")?.message.contains("anchor") == true) }

    @Test("refuses an alias, and with it a file that unfolds into millions of values")
    func alias() {
        let bomb = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"
        #expect(problem(bomb)?.message.contains("anchor") == true)
    }

    @Test("refuses an anchor on a key")
    func anchorOnKey() { #expect(problem("&x a: 1\n") != nil) }

    @Test("refuses a tag", arguments: ["a: !!binary aGk=", "a: !custom b", "a: !!str 1", "a: !!set {b}"])
    func tag(text: String) { #expect(problem(text) != nil) }

    @Test("refuses a key that is a list")
    func listAsKey() { #expect(problem("? [a, b]\n: c\n") != nil) }

    @Test("refuses two documents")
    func twoDocuments() { #expect(problem("a: 1\n---\nb: 2\n") != nil) }

    @Test("refuses an empty file")
    func empty() { #expect(problem("") != nil) }

    @Test("refuses a file above the size limit")
    func tooLarge() {
        let text = "a: " + String(repeating: "x", count: SettingsParser.maximumBytes)
        #expect(problem(text)?.message.contains("larger") == true)
    }

    @Test("refuses deep nesting")
    func tooDeep() {
        let text = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        #expect(problem(text)?.message.contains("deep") == true)
    }

    @Test("does not repeat the file's content in a message")
    func noContentInMessages() {
        let found = problem("a: 'hunter2\nb: c\n")
        #expect(found != nil)
        #expect(found?.message.contains("hunter2") == false)
    }

    @Test(
        "takes as numbers only what every reader of YAML takes as that number",
        arguments: [
            ("0", true), ("42", true), ("-7", true), ("010", false), ("0x10", false), ("1e3", false), ("'42'", false),
        ]
    )
    func numbers(text: String, isNumber: Bool) throws {
        let value = try SettingsParser.parse("a: \(text)\n")["a"]?.natural
        if case .integer = value { #expect(isNumber) } else { #expect(!isNumber) }
    }

    @Test("takes yes, no, on and off as texts", arguments: ["yes", "no", "on", "off", "True"])
    func words(text: String) throws {
        guard case .text(text) = try SettingsParser.parse("a: \(text)\n")["a"]?.natural else {
            Issue.record("\(text) is not a text")
            return
        }
    }
}
