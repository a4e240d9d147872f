extension LoginHintForm: CustomStringConvertible {
    /// The parts in order, such as `"PNOEE-" + 11 of "0123456789"`.
    public var description: String { parts.map(\.description).joined(separator: " + ") }
}

extension LoginHintForm.Part: CustomStringConvertible {
    /// The text in quotes, or how many of which characters.
    public var description: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .any(let characters, let count):
            count.lowerBound == count.upperBound
                ? "\(count.lowerBound) of \"\(characters)\""
                : "\(count.lowerBound) to \(count.upperBound) of \"\(characters)\""
        }
    }
}
