import EIDMethod

extension AttributeRule {
    /// What an operator writes for one value: exactly one source, then changes in the order listed here.
    static let valueSettings: [Setting] = [
        .optional("claim", .text, "The claim, as a path such as address.country, or as a JSON Pointer."),
        .optional("firstOf", .list(.text), "Several paths, of which the first that can be read counts."),
        .optional("join", .list(.text), "Several paths whose texts are joined; those that are missing are left out."),
        .optional("separator", .text, "What stands between joined texts; a space if absent."),
        .optional("constant", .text, "The same value for everybody."),
        .optional("trim", .boolean, default: true, "Whether white space at both ends goes."),
        .optional(
            "stripPrefix",
            .list(.text),
            "Prefixes of which the first that fits is taken off; ? stands for a letter from A to Z."
        ),
        .optional("case", .choice(ValueRule.LetterCase.allCases.map(\.rawValue)), "Capital or small letters."),
        .optional("words", .map(.text), "What each word of the upstream means; any other word cannot be read."),
        .optional(
            "country",
            .choice(CountryCode.Form.allCases.map(\.rawValue)),
            "The form that a country's code is brought into, from either form."
        ),
    ]

    /// What an operator writes for one attribute.
    static let settings: [Setting] =
        valueSettings + [
            .optional(
                "dates",
                .list(.choice(DateForm.allCases.map(\.rawValue))),
                "Forms of a date, tried in order; yyyy-MM-dd if absent, for times epochSeconds."
            ),
            .optional(
                "parts",
                .map(.section(valueSettings)),
                "The parts of an address or a place, each with a source and changes of its own."
            ),
            .optional(
                "basis",
                .choice(["document", "upstream", "selfDeclared", "derived"]),
                "Why the value is believed; selfDeclared if absent, derived for a constant."
            ),
            .optional(
                "availability",
                .choice(["always", "maybe"]),
                default: "maybe",
                "Whether everybody has the attribute."
            ),
            .optional("scopes", .list(.text), "Scopes that are asked for only where the attribute is wanted."),
            .optional(
                "essential",
                .boolean,
                default: false,
                "Whether the claims parameter calls the claims essential."
            ),
        ]
}
