import EIDMethod

/// How a prompt's field helps the person type.
struct PromptField {
    /// The `type` attribute.
    let type: String
    /// The `inputmode` attribute: which keyboard a phone shows.
    let mode: String
    /// The `autocomplete` attribute.
    let autocomplete: String

    init(kind: Prompt.Kind) {
        switch kind {
        case .phoneNumber: (type, mode, autocomplete) = ("tel", "tel", "tel")
        // Browsers should not keep a national number.
        case .nationalNumber: (type, mode, autocomplete) = ("text", "numeric", "off")
        case .text: (type, mode, autocomplete) = ("text", "text", "off")
        }
    }
}
