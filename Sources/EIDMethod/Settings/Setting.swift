/// One setting that an operator may write.
///
/// From these descriptions come the refusal of unknown keys, the list of all problems, the JSON Schema and the documentation.
public struct Setting: Sendable {
    /// What a setting's value looks like.
    public indirect enum Kind: Sendable {
        /// A text that is not empty.
        case text
        /// An absolute https or http URL without fragment.
        case url
        /// A whole number in a range.
        case integer(ClosedRange<Int>)
        /// `true` or `false`.
        case boolean
        /// One of these words.
        case choice([String])
        /// Never written in the file: `{ file: PATH }` or `{ environment: NAME }`.
        case secret
        /// The content of a file that is no secret, such as certificates: `{ file: PATH }`.
        case file(maximumBytes: Int)
        /// Public keys as a JSON Web Key Set (RFC 7517 §5): a file that has it, or the set itself, `{ keys: [ … ] }`.
        ///
        /// Read it as a file; whether it is a set of keys that one can use, the method checks.
        case keySet(maximumBytes: Int)
        /// A list of values of one kind.
        case list(Kind)
        /// A nested section with settings of its own.
        case section([Setting])
        /// A section whose keys the operator chooses.
        case map(Kind)
    }

    /// The key in the file.
    public let key: String
    /// What the value looks like.
    public let kind: Kind
    /// Whether the file must have it.
    public let isRequired: Bool
    /// What holds when the file does not have it, as documentation says it.
    public let defaultValue: SettingValue?
    /// One sentence for documentation.
    public let summary: String

    /// A setting that must be present.
    public static func required(_ key: String, _ kind: Kind, _ summary: String) -> Setting {
        Setting(key: key, kind: kind, isRequired: true, defaultValue: nil, summary: summary)
    }

    /// A setting that may be left out.
    public static func optional(
        _ key: String,
        _ kind: Kind,
        default value: SettingValue? = nil,
        _ summary: String
    ) -> Setting {
        Setting(key: key, kind: kind, isRequired: false, defaultValue: value, summary: summary)
    }
}

/// A value from a settings file, before anyone gave it meaning.
public enum SettingValue: Sendable {
    /// A text, a URL or a word.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A truth value.
    case boolean(Bool)
    /// A list.
    case list([SettingValue])
    /// A section, or a map whose keys the operator chose.
    case section([String: SettingValue])
    /// A secret that the executable has read from the file or variable named.
    case secret(Secret<String>)
    /// The content of a file that the executable has read.
    case file([UInt8])
}

extension SettingValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// A list.
    public init(arrayLiteral elements: SettingValue...) { self = .list(elements) }
    /// A section; of a key given twice the last counts.
    public init(dictionaryLiteral elements: (String, SettingValue)...) {
        self = .section(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
}

/// One thing wrong with a configuration, and where.
public struct ConfigurationIssue: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where, for example `methods.pigeon.settings.clientID` or `clients[2].redirectURIs`.
    public let path: String
    /// What is wrong and what would be right, without any secret.
    public let message: String

    /// Makes an issue.
    public init(_ path: String, _ message: String) {
        self.path = path
        self.message = message
    }

    /// The same issue, seen from a level further up.
    public func under(_ prefix: String) -> ConfigurationIssue {
        guard !path.isEmpty else { return .init(prefix, message) }
        return .init(path.hasPrefix("[") || prefix.isEmpty ? prefix + path : "\(prefix).\(path)", message)
    }

    /// Path and message, two spaces apart.
    public var description: String { "\(path)  \(message)" }
}
