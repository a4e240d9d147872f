import EIDMethod
import Testing

@Suite struct LoginHintFormTests {
    private static let estonian = LoginHintForm(.text("PNOEE-"), .any(of: LoginHintForm.digits, 11...11))
    private static let account = LoginHintForm(
        .text("acct:"),
        .any(of: LoginHintForm.letters, 0...200),
        .text("@"),
        .any(of: LoginHintForm.letters + LoginHintForm.digits + ".", 1...200),
        .text(".example")
    )

    @Test func `The whole hint has the form, byte by byte`() {
        #expect(Self.estonian.matches("PNOEE-40404040009"))
        for other in [
            "", "PNOEE-", "PNOEE-4040404000", "PNOEE-404040400099", "pnoee-40404040009", " PNOEE-40404040009",
            "PNOEE-4040404000x", "PNOEE-4040404000\u{664}", "PNOLV-40404040009",
        ] { #expect(!Self.estonian.matches(other), "\(other)") }
    }

    @Test(
        arguments: [
            LoginHintForm(.text("PNOEE-"), .any(of: digits, 1...11)), LoginHintForm(.any(of: digits, 12...12)),
            LoginHintForm(.any(of: letters, 1...64), .text("@example.org")),
            LoginHintForm(.any(of: digits, 6...6), .text("-"), .any(of: digits, 4...4)), LoginHintForm(.text("me")),
        ]
    )
    func `A form that leaves other methods' people alone is telling`(form: LoginHintForm) {
        #expect(form.isTelling)
    }

    @Test(
        arguments: [
            LoginHintForm(.any(of: digits, 1...Int.max)), LoginHintForm(.any(of: letters, 8...8)),
            LoginHintForm(.text("PN"), .any(of: digits, 1...11)),
            LoginHintForm(.any(of: letters, 0...64), .text("PNOEE-"), .any(of: digits, 0...64)),
        ]
    )
    func `A form that matches nearly everything is not telling`(form: LoginHintForm) {
        #expect(!form.isTelling)
    }

    @Test func `A form says what it consists of`() {
        #expect(Self.estonian.description == #""PNOEE-" + 11 of "0123456789""#)
        #expect(LoginHintForm(.any(of: "ab", 0...2)).description == #"0 to 2 of "ab""#)
    }

    private static let (digits, letters) = (LoginHintForm.digits, LoginHintForm.letters)

    @Test func `Characters of one part leave room for the next, whatever they are`() {
        #expect(Self.account.matches("acct:@a.example") && Self.account.matches("acct:robin@a.example.example"))
        #expect(!Self.account.matches("acct:robin@.example") && !Self.account.matches("acct:robin@a.examples"))
        let numbers = LoginHintForm(.any(of: LoginHintForm.digits, 0...3), .any(of: LoginHintForm.digits, 2...2))
        let matching = (0...7).filter { numbers.matches(String(repeating: "1", count: $0)) }
        #expect(matching == [2, 3, 4, 5])
    }

    @Test func `Canonically equal texts are different hints`() {
        #expect(LoginHintForm(.text("jos\u{E9}")).matches("jos\u{E9}"))
        #expect(!LoginHintForm(.text("jos\u{E9}")).matches("jose\u{301}"))
    }

    @Test func `A form without parts, or with numbers that no hint has, means nobody`() {
        #expect(!LoginHintForm([]).matches("") && !LoginHintForm([]).matches("a"))
        #expect(!LoginHintForm(.any(of: "a", 300...Int.max)).matches("aaa"))
        #expect(LoginHintForm(.any(of: "a", Int.min...Int.max)).matches("aaa"))
        #expect(!LoginHintForm(.any(of: "a", Int.min ... -1)).matches("a"))
        #expect(!LoginHintForm(.any(of: "é", 1...9)).matches("é"))
    }

    @Test func `What is too long for a hint means nobody`() {
        let anything = LoginHintForm(.any(of: LoginHintForm.letters, 0...Int.max))
        #expect(anything.matches(String(repeating: "a", count: 256)))
        #expect(!anything.matches(String(repeating: "a", count: 257)))
    }

    @Test func `Parts that all fit everywhere cost no more than their number`() {
        let form = LoginHintForm([LoginHintForm.Part](repeating: .any(of: "a", 0...256), count: 64) + [.text("b")])
        #expect(!form.matches(String(repeating: "a", count: 256)))
        #expect(form.matches(String(repeating: "a", count: 255) + "b"))
    }
}
