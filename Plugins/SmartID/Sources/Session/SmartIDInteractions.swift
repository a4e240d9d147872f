import EIDJOSE
import EIDJSON

/// What the app asks a person, best first: the list as it goes over the wire, and the kinds in it.
struct SmartIDInteractions: Codable, Sendable, Hashable {
    /// The kinds, of which the answer names one.
    let types: [String]
    /// The list as base64 of JSON; links and signatures are over this very text.
    let encoded: String

    /// The most characters above a PIN.
    static let shortest = 60
    /// The most characters on a page of their own.
    static let longest = 200

    /// What is asked: a short text with the PIN, and before it a long one where there is one.
    init(short: String, long: String?, isPushed: Bool, comparesCodes: Bool = false) {
        var types: [String] = []
        var list: [JSON] = []
        if let long {
            // Only a message that the person did not begin themselves is worth comparing codes.
            let type =
                isPushed && comparesCodes ? "confirmationMessageAndVerificationCodeChoice" : "confirmationMessage"
            types.append(type)
            list.append(["type": .string(type), "displayText200": .string(long)])
        }
        types.append("displayTextAndPIN")
        list.append(["type": "displayTextAndPIN", "displayText60": .string(short)])
        self.types = types
        encoded = Base64.encode(JSON.array(list).serialized())
    }

    /// SHA-256 of the list as it goes over the wire, base64.
    var digest: String { Base64.encode(SHA256.digest(encoded)) }

    /// A text without what an app cannot show or what would deceive its reader, cut to a length in UTF-16 units.
    static func fitted(_ text: String, to length: Int) -> String {
        var result = ""
        for character in text {
            let isHarmless = character.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
                default: true
                }
            }
            let next = isHarmless ? character : " "
            if next == " ", result.isEmpty || result.last == " " { continue }
            result.append(next)
        }
        while result.last == " " { result.removeLast() }
        guard result.utf16.count > length else { return result }
        while result.utf16.count > length - 1 { result.removeLast() }
        return result + "…"
    }
}
