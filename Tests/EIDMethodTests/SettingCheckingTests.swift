import EIDMethod
import Testing

@Suite struct SettingCheckingTests {
    private static let settings: [Setting] = [
        .required("issuer", .url, "Where."), .required("clientID", .text, "Who."),
        .optional("port", .integer(1...65_535), default: 443, "Which."), .optional("strict", .boolean, "Whether."),
        .optional("mode", .choice(["fast", "slow"]), default: "fast", "How."),
        .optional("secret", .secret, "What nobody sees."), .optional("names", .list(.text), "Several."),
        .optional("codes", .section([.required("login", .text, "One.")]), "Nested."),
        .optional("clients", .list(.section([.required("id", .text, "One.")])), "Many."),
        .optional("limits", .map(.integer(0...9)), "By name."),
    ]
    private static let good: [String: SettingValue] = ["issuer": "https://upstream.example", "clientID": "us"]

    private func issues(_ extra: [String: SettingValue], without missing: String? = nil) -> [String] {
        var section = Self.good.merging(extra) { $1 }
        if let missing { section[missing] = nil }
        return Setting.issues(in: .section(section), against: Self.settings).map(\.description)
    }

    @Test func `A good section has no issue`() {
        #expect(
            issues([
                "port": 8443, "strict": true, "mode": "slow", "secret": .secret(Secret("s")), "names": ["a", "b"],
                "codes": ["login": "X"], "clients": [["id": "a"], ["id": "b"]], "limits": ["any": 3],
            ]) == []
        )
    }

    @Test func `A missing setting is named and explained`() {
        #expect(issues([:], without: "clientID") == ["clientID  is missing: Who."])
    }

    @Test func `An unknown key is refused`() {
        #expect(issues(["colour": "red"]) == ["colour  is not a setting"])
    }

    @Test(arguments: ["Issuer", "iss", "issuerURL"])
    func `A key that is nearly right is refused with a proposal`(_ key: String) {
        #expect(issues([key: "x"]) == ["\(key)  is not a setting; did you mean issuer?"])
    }

    @Test func `A section is required`() {
        #expect(Setting.issues(in: "text", against: Self.settings).map(\.path) == [""])
    }

    @Test(
        arguments: [
            ("issuer", 1), ("issuer", "upstream.example"), ("issuer", "ftp://upstream.example"),
            ("issuer", "https://upstream.example/#x"), ("issuer", "https://user@upstream.example"), ("issuer", ""),
            ("clientID", ""), ("clientID", true), ("port", 0), ("port", 65_536), ("port", "443"), ("strict", "yes"),
            ("strict", 1), ("mode", "medium"), ("secret", "in the file"), ("names", "a"),
        ] as [(String, SettingValue)]
    )
    func `A wrong value is refused at its path`(_ key: String, _ value: SettingValue) {
        let paths = Setting.issues(in: .section(Self.good.merging([key: value]) { $1 }), against: Self.settings)
            .map(\.path)
        #expect(paths == [key])
    }

    @Test func `Paths lead into lists, sections and maps`() {
        let found = issues([
            "names": ["a", 2, ""], "codes": ["logon": "X"], "clients": [["id": "a"], ["idd": "b"]],
            "limits": ["b": 99, "a": "x"],
        ])
        #expect(
            found == [
                "names[1]  must be a text", "names[2]  is empty", "codes.logon  is not a setting",
                "codes.login  is missing: One.", "clients[1].idd  is not a setting; did you mean id?",
                "clients[1].id  is missing: One.", "limits.a  must be a whole number",
                "limits.b  must be between 0 and 9",
            ]
        )
    }

    @Test func `All issues are reported at once`() {
        #expect(Setting.issues(in: ["port": 0, "mode": "x", "oops": 1], against: Self.settings).count == 5)
    }

    @Test func `No message shows a value that was meant to be secret`() {
        #expect(!issues(["secret": "hunter2"]).joined().contains("hunter2"))
    }

    @Test func `An issue is seen from further up`() {
        #expect(ConfigurationIssue("a", "m").under("b").path == "b.a")
        #expect(ConfigurationIssue("[1]", "m").under("b").path == "b[1]")
        #expect(ConfigurationIssue("", "m").under("b").path == "b")
        #expect(ConfigurationIssue("a", "m").under("").path == "a")
    }
}
