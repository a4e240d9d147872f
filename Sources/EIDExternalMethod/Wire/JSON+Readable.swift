import EIDJSON

extension JSON {
    /// Whether strict readers take it: none takes a text with a NUL, which browsers and upstreams may well send.
    var isReadable: Bool {
        switch self {
        case .object(let members): members.allSatisfy { !$0.name.utf8.contains(0) && $0.value.isReadable }
        case .array(let elements): elements.allSatisfy(\.isReadable)
        case .string(let text): !text.utf8.contains(0)
        case .integer, .number, .boolean, .null: true
        }
    }
}
