/// Why itsme turns a request down, with the rule that it breaks.
struct ItsmeRefusal: Error, Sendable {
    /// The OAuth error code of §10.3 or §11.
    let code: String
    /// The broken rule, by its section in the protocol reference.
    let rule: String
    /// What is wrong.
    let text: String

    init(_ code: String, _ rule: String, _ text: String) {
        self.code = code
        self.rule = rule
        self.text = text
    }

    /// What the partner reads: text and rule, so that nobody has to guess.
    var description: String { "\(text) [\(rule)]" }
}
