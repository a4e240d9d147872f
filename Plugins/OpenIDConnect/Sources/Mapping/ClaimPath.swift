import EIDJSON

/// Where a value stands in the claims: names from the outside in, such as `address.country`.
///
/// A name that itself has a dot or a slash is written as a JSON Pointer (RFC 6901): `/https:~1~1example.org~1nin`.
struct ClaimPath: Sendable, Hashable {
    /// What is wrong with a text that should be a path.
    struct Malformed: Error {
        let message: String
    }

    /// The path as the operator wrote it.
    let text: String
    /// Names, or indices of arrays, from the outside in; never empty.
    let steps: [String]

    static let longest = 256
    static let deepest = 8

    init(_ text: String) throws(Malformed) {
        guard text.utf8.count <= Self.longest else { throw Malformed(message: "is longer than 256 bytes") }
        if text.hasPrefix("/") {
            steps = try Self.pointer(text)
        } else {
            guard !text.contains("/") else {
                throw Malformed(
                    message: "has a slash; write such a name as a JSON Pointer, / in front and ~1 for each slash in it"
                )
            }
            steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        }
        guard steps.count <= Self.deepest else { throw Malformed(message: "has more than 8 steps") }
        guard steps.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0) }) else {
            throw Malformed(message: "has an empty step")
        }
        self.text = text
    }

    /// The claim that the value is in.
    var claim: String { steps.first ?? "" }

    /// The value, if every step of the way is there; `null` counts as absent.
    func value(in claims: JSONValue) -> JSONValue? {
        var value = claims
        for step in steps {
            guard let next = value.kind == .array ? Self.element(step, of: value) : value[step] else { return nil }
            value = next
        }
        return value.isNull ? nil : value
    }

    private static func element(_ step: String, of array: JSONValue) -> JSONValue? {
        guard step.utf8.count <= 4, let index = Int(step), index >= 0 else { return nil }
        return array[index: index]
    }

    private static func pointer(_ text: String) throws(Malformed) -> [String] {
        var steps: [String] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            var step: [UInt8] = []
            var rest = part.utf8[...]
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "~") else {
                    step.append(byte)
                    continue
                }
                switch rest.popFirst() {
                case UInt8(ascii: "0"): step.append(UInt8(ascii: "~"))
                case UInt8(ascii: "1"): step.append(UInt8(ascii: "/"))
                default: throw Malformed(message: "has a ~ that is neither ~0 nor ~1")
                }
            }
            steps.append(String(decoding: step, as: UTF8.self))
        }
        return steps
    }
}
