public import FoundationEssentials

/// What the person sees or does next.
///
/// The broker draws it; a provider never writes HTML.
public enum Interaction: Sendable {
    /// The browser goes to the upstream with GET.
    case redirect(to: URL)
    /// The browser goes to the upstream with POST and these fields.
    case post(to: URL, fields: [FormField])
    /// An app on this device (by `link`) or another one (by a QR code that shows `qr`); asked again after `pollAfter`.
    ///
    /// `hint` says what the person does next, where the upstream tells how far they are. Without link and code the person
    /// finds the way alone, led by the hint.
    case openApp(link: URL?, qr: String?, pollAfter: Duration, hint: LocalizedText? = nil)
    /// The person types something.
    case ask(Prompt)

    /// The longest text of a QR code, in bytes: at medium error correction, a code that phones still read has room for it.
    public static let longestCode = 1500

    /// Why this cannot be shown to anybody; `nil` where it can.
    var obstacle: String? {
        guard case .openApp(_, let text?, _, _) = self else { return nil }
        guard text.utf8.count <= Self.longestCode else {
            return "the text of its QR code is longer than \(Self.longestCode) bytes"
        }
        return text.utf8.contains(0) ? "the text of its QR code has a NUL" : nil
    }
}

/// One field of a form that the browser posts to an upstream.
public struct FormField: Sendable, Hashable, Codable {
    /// The field's name on the wire.
    public let name: String
    /// The field's value.
    public let value: String

    /// Makes a field.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A question for the person, answered in one text field.
public struct Prompt: Sendable, Hashable, Codable {
    /// What is asked for; rules the keyboard and the autofill hint.
    public enum Kind: String, Sendable, Codable {
        /// The number of the person's phone.
        case phoneNumber
        /// The number that the person's country has given them.
        case nationalNumber
        /// Anything else.
        case text
    }

    /// What is asked for.
    public let kind: Kind
    /// The label of the field in each language.
    public let label: LocalizedText
    /// The longest answer taken, in UTF-16 code units as `maxlength` of HTML counts them.
    public let maximumLength: Int

    /// Makes a prompt.
    public init(kind: Kind, label: LocalizedText, maximumLength: Int = 64) {
        self.kind = kind
        self.label = label
        self.maximumLength = maximumLength
    }
}
