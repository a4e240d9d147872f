import Testing

@testable import EIDItsme

/// Text in ISO 8859-15: what passes, what is replaced, and by what.
@Suite struct ItsmeTextTests {
    @Test(arguments: [
        ("Contract A", "Contract A"),
        ("L\u{2019}accord \u{2013} \u{201C}finale\u{201D}\u{2026}", "L'accord - \"finale\"..."),
        (
            "na\u{EF}ve caf\u{E9} \u{20AC} 5 \u{152}uvre \u{160}koda",
            "na\u{EF}ve caf\u{E9} \u{20AC} 5 \u{152}uvre \u{160}koda"
        ),
        ("cafe\u{301}", "caf\u{E9}"),
        ("\u{141}\u{F3}d\u{17A}", "L\u{F3}dz"),
        ("Ti\u{1EBF}ng Vi\u{1EC7}t", "Tieng Viet"),
        ("\u{FB01}n \u{FB02}ute o\u{FB03}ce", "fin flute office"),
        ("do\u{30C}g\u{306}a \u{122} \u{219}", "doga G s"),
        ("a\u{A4}\u{BD}\u{A6}", "a?1/2|"),
        ("two\r\nlines\t and \u{0} more\n", "two lines and more"),
        ("zero\u{200B}width \u{202E}turned", "zerowidth turned"),
        ("\u{5951}\u{7D04} \u{1F58A}\u{FE0F}", "?? ?"),
        ("", ""),
    ])
    func transliterates(_ text: String, _ expected: String) {
        let result = ItsmeText.latin9.transliterated(text)
        #expect(SigningPerson.canShow(result))
        #expect(Array(result.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("caf\u{E9}", "caf\u{E9}"), ("cafe\u{301}", "caf\u{E9}"), ("x \u{A0} y", "x y"),
        (
            "\u{20AC}\u{160}\u{161}\u{17D}\u{17E}\u{152}\u{153}\u{178}",
            "\u{20AC}\u{160}\u{161}\u{17D}\u{17E}\u{152}\u{153}\u{178}"
        ),
    ])
    func exactTextPasses(_ text: String, _ expected: String) throws {
        let result = try #require(ItsmeText.latin9.exact(text))
        #expect(SigningPerson.canShow(result))
        // Scalar by scalar, because Swift's texts are equal whatever way their marks are written.
        #expect(Array(result.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: ["l\u{2019}accord", "\u{A4}", "\u{141}", "\u{1F58A}", "a\u{200B}b", "\u{2013}"])
    func exactTextRefusesWhatIsNotInTheAlphabet(_ text: String) { #expect(ItsmeText.latin9.exact(text) == nil) }

    @Test func theAlphabetsDifferInEightPlaces() {
        #expect(ItsmeText.latin1.covers("\u{A4}\u{A6}\u{A8}\u{B4}\u{B8}\u{BC}\u{BD}\u{BE}"))
        #expect(!ItsmeText.latin1.covers("\u{20AC}"))
        #expect(!ItsmeText.latin9.covers("\u{A4}"))
    }

    @Test func everyCharacterOfTheFirstPlaneBecomesSomethingThatCanBeShown() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let result = ItsmeText.latin9.transliterated(String(Character(scalar)))
            #expect(SigningPerson.canShow(result), "U+\(String(value, radix: 16))")
        }
    }
}
