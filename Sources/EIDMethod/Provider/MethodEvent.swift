/// Why a provider is called again.
///
/// Providers switch over this with a `default`, so that it may grow.
@nonexhaustive
public enum MethodEvent: Sendable {
    /// The browser came back from the upstream.
    case callback(CallbackParameters)
    /// The person answered a prompt.
    case answered(PromptAnswer)
    /// The waiting time of an interaction has passed.
    case polled
}

/// What the upstream sent along with the browser: each name once, values as received.
public struct CallbackParameters: Sendable, Hashable, Codable {
    private let fields: [FormField]

    /// Takes decoded parameters; `nil` when a name (compared as bytes) occurs twice.
    public init?(_ fields: [FormField]) {
        var seen: Set<[UInt8]> = []
        for field in fields where !seen.insert(Array(field.name.utf8)).inserted { return nil }
        self.fields = fields
    }

    /// Decodes parameters; refuses a name that occurs twice.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let parameters = CallbackParameters(try container.decode([FormField].self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a parameter occurs twice")
        }
        self = parameters
    }

    /// Encodes the parameters in their order.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(fields)
    }

    /// The value of a parameter, compared by bytes.
    public subscript(_ name: String) -> String? {
        fields.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// The names present.
    public var names: [String] { fields.map(\.name) }
}

/// The text a person typed.
public struct PromptAnswer: Sendable, Hashable, Codable {
    /// The text, trimmed, at most as long as the prompt allows.
    public let text: String

    /// Makes an answer.
    public init(text: String) { self.text = text }
}
