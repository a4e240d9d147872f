package import EIDJSON

extension JSON {
    /// The tree as people read it: two spaces per level, one member a line, short lists in one line.
    package var indented: String {
        var text = ""
        write(to: &text, indentation: "")
        return text + "\n"
    }

    private func write(to text: inout String, indentation: String) {
        let inner = indentation + "  "
        switch self {
        case .object(let members) where !members.isEmpty:
            text += "{\n"
            for (index, member) in members.enumerated() {
                text += inner + JSON.string(member.name).text + ": "
                member.value.write(to: &text, indentation: inner)
                text += index + 1 < members.count ? ",\n" : "\n"
            }
            text += indentation + "}"
        case .array(let elements) where !elements.allSatisfy(\.isShort):
            text += "[\n"
            for (index, element) in elements.enumerated() {
                text += inner
                element.write(to: &text, indentation: inner)
                text += index + 1 < elements.count ? ",\n" : "\n"
            }
            text += indentation + "]"
        case .array(let elements):
            text += "[" + elements.map(\.text).joined(separator: ", ") + "]"
        default:
            text += self.text
        }
    }

    private var isShort: Bool {
        switch self {
        case .object(let members): members.isEmpty
        case .array: false
        default: true
        }
    }
}
