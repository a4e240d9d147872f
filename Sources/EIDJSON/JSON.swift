/// A tree to build and change, and then write; documents from outside are read as `JSONValue`.
public enum JSON: Sendable {
    /// Members in the order they will be written.
    case object([(name: String, value: JSON)])
    case array([JSON])
    case string(String)
    case integer(Int64)
    case number(Double)
    case boolean(Bool)
    case null

    /// Copies a value out of a document.
    public init(_ value: JSONValue) {
        switch value.kind {
        case .object: self = .object((value.members ?? []).map { ($0.name, JSON($0.value)) })
        case .array: self = .array((value.elements ?? []).map { JSON($0) })
        case .string: self = .string(value.string ?? "")
        case .integer: self = .integer(value.integer ?? 0)
        case .real: self = .number(value.number ?? 0)
        case .boolean: self = .boolean(value.boolean ?? false)
        case .null: self = .null
        }
    }

    /// The tree as UTF-8.
    public func serialized() -> [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    /// The tree as text.
    public var text: String { String(decoding: serialized(), as: UTF8.self) }

    /// A member of an object; setting one turns anything else into an object, setting `nil` removes the member.
    public subscript(name: String) -> JSON? {
        get {
            guard case .object(let members) = self else { return nil }
            return members.first { $0.name.sameBytes(as: name) }?.value
        }
        set {
            var members: [(name: String, value: JSON)] = []
            if case .object(let current) = self { members = current }
            let index = members.firstIndex { $0.name.sameBytes(as: name) }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((name, value))
            case (nil, nil): break
            }
            self = .object(members)
        }
    }

    /// The text, if this is a string.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// An array of strings.
    public static func strings(_ texts: some Sequence<String>) -> JSON { .array(texts.map { .string($0) }) }
}

/// Equal as bytes and in the same order; texts are never compared by Unicode equivalence.
extension JSON: Equatable {
    /// Whether both trees would be written alike.
    public static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.object(let left), .object(let right)):
            left.elementsEqual(right) { $0.name.sameBytes(as: $1.name) && $0.value == $1.value }
        case (.array(let left), .array(let right)): left == right
        case (.string(let left), .string(let right)): left.sameBytes(as: right)
        case (.integer(let left), .integer(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.boolean(let left), .boolean(let right)): left == right
        case (.null, .null): true
        default: false
        }
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    /// An object with members in the order written; of two with one name the later counts.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object([])
        for (name, value) in elements { self[name] = value }
    }
    /// An array.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// An integer.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
}
