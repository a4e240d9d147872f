import EIDMethod

extension SigningRequest {
    /// The person's language, or English.
    var language: Language { languages.first { Self.spoken.contains($0) } ?? .en }

    /// The same as itsme's signing services write it.
    var wireLanguage: String { language.rawValue.uppercased() }

    /// The languages that itsme speaks.
    static let spoken: [Language] = [.en, .fr, .nl, .de]
}
