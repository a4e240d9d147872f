import EIDMethod
import FoundationEssentials
import Testing

@Suite struct SettingsReaderTests {
    private static let settings: [Setting] = [
        .required("issuer", .url, "Where."), .optional("port", .integer(1...9), default: 4, "Which."),
        .optional("strict", .boolean, default: true, "Whether."), .optional("quiet", .boolean, "Whether not."),
        .optional("secret", .secret, "What."), .optional("names", .list(.text), default: ["a"], "Several."),
        .optional("codes", .section([.optional("login", .text, default: "L", "One.")]), "Nested."),
        .optional("clients", .list(.section([.optional("id", .text, default: "I", "One.")])), "Many."),
        .optional("limits", .map(.integer(0...9)), "By name."),
    ]

    private func reader(_ value: SettingValue) -> SettingsReader { SettingsReader(value, describedBy: Self.settings) }

    @Test func `Values are read by type`() {
        let reader = reader([
            "issuer": "https://upstream.example", "port": 7, "strict": false, "secret": .secret(Secret("s")),
            "names": ["x", "y"], "codes": ["login": "X"], "clients": [["id": "1"], [:]], "limits": ["b": 2, "a": 1],
        ])
        #expect(reader.url("issuer") == URL(string: "https://upstream.example"))
        #expect(reader.integer("port") == 7)
        #expect(!reader.boolean("strict"))
        #expect(reader.secret("secret")?.reveal() == "s")
        #expect(reader.texts("names") == ["x", "y"])
        #expect(reader.section("codes")?.text("login") == "X")
        #expect(reader.sections("clients").map { $0.text("id") } == ["1", "I"])
        #expect(reader.map("limits").map(\.key) == ["a", "b"])
    }

    @Test func `Defaults hold where nothing is written`() {
        let reader = reader([:])
        #expect(reader.integer("port") == 4)
        #expect(reader.boolean("strict"))
        #expect(!reader.boolean("quiet"))
        #expect(reader.texts("names") == ["a"])
        #expect(reader.section("codes").map { _ in true } == nil)
        #expect(reader.sections("clients").isEmpty)
        #expect(reader.map("limits").isEmpty)
        #expect(reader.secret("secret").map { _ in true } == nil)
    }

    @Test func `A value of another type is not read`() {
        let reader = reader(["issuer": 1, "port": "7", "names": "x"])
        #expect(reader.url("issuer") == nil)
        #expect(reader.integer("port") == nil)
        #expect(reader.texts("names").isEmpty)
    }
}
