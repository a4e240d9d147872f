import EIDMethod

/// How a prompt's field helps the person type.
struct PromptField {
    /// The `type` attribute.
    let type: String
    /// The `inputmode` attribute: which keyboard a phone shows; `nil` where the usual one will do.
    let mode: String?
    /// The `autocomplete` attribute.
    let autocomplete: String

    init(kind: Prompt.Kind) {
        switch kind {
        case .phoneNumber: (type, mode, autocomplete) = ("tel", "tel", "tel")
        // Browsers should not keep a national number. Some have letters, or a country's in front of them.
        case .nationalNumber: (type, mode, autocomplete) = ("text", nil, "off")
        case .text: (type, mode, autocomplete) = ("text", "text", "off")
        }
    }
}
