import EIDMethod

extension SigningRequest {
    /// The person's language, or English.
    var language: Language { languages.first ?? .en }

    /// The same as itsme's signing services write it.
    var wireLanguage: String { language.rawValue.uppercased() }
}
