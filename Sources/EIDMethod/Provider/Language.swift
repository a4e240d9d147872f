/// A language that the broker speaks to people.
public enum Language: String, Codable, Sendable, CaseIterable, Hashable {
    /// Dutch.
    case nl
    /// French.
    case fr
    /// German.
    case de
    /// English.
    case en
    /// Swedish.
    case sv

    /// Reads a BCP 47 tag such as `nl-BE`; `nil` for a language the broker does not speak.
    public init?(tag: some StringProtocol) {
        guard let primary = tag.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).first else {
            return nil
        }
        self.init(rawValue: primary.lowercased())
    }
}

/// One text in every language of the broker.
public struct LocalizedText: Sendable, Hashable, Codable {
    private let nl: String
    private let fr: String
    private let de: String
    private let en: String
    private let sv: String

    /// Takes all of them, so that none can be forgotten.
    public init(nl: String, fr: String, de: String, en: String, sv: String) {
        self.nl = nl
        self.fr = fr
        self.de = de
        self.en = en
        self.sv = sv
    }

    /// The same text in every language, for names.
    public init(_ text: String) { self.init(nl: text, fr: text, de: text, en: text, sv: text) }

    /// The text in a language.
    public subscript(_ language: Language) -> String {
        switch language {
        case .nl: nl
        case .fr: fr
        case .de: de
        case .en: en
        case .sv: sv
        }
    }
}
