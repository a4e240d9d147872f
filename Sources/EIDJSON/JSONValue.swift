import CJansson

/// A value in a parsed document: a view that keeps its document alive and copies out only what is asked for.
public struct JSONValue: Sendable {
    /// The six kinds of JSON, with numbers told apart as they were written.
    public enum Kind: String, Sendable {
        case object, array, string, integer, real, boolean, null
    }

    let document: JSONDocument
    /// Safe to share although it is a pointer: it points into the document, which never changes and which this keeps alive.
    nonisolated(unsafe) let node: UnsafeMutablePointer<json_t>

    /// Parses an object or an array strictly: no duplicate names, no NUL, no byte order mark, UTF-8 only.
    public static func parse(
        _ bytes: some Sequence<UInt8>,
        limits: JSONLimits = .token
    ) throws(JSONError) -> JSONValue {
        let direct = bytes.withContiguousStorageIfAvailable { buffer in
            Result { () throws(JSONError) in try JSONDocument(UnsafeRawBufferPointer(buffer), limits: limits) }
        }
        if let direct { return JSONValue(root: try direct.get()) }
        let copy = Array(bytes)
        let copied = copy.withUnsafeBytes { buffer in
            Result { () throws(JSONError) in try JSONDocument(buffer, limits: limits) }
        }
        return JSONValue(root: try copied.get())
    }

    /// Parses the UTF-8 of a text by the same rules.
    public static func parse(_ text: String, limits: JSONLimits = .token) throws(JSONError) -> JSONValue {
        try parse(text.utf8, limits: limits)
    }

    private init(root document: JSONDocument) {
        self.document = document
        self.node = document.root
    }

    init(document: JSONDocument, node: UnsafeMutablePointer<json_t>) {
        self.document = document
        self.node = node
    }

    /// What this value is.
    public var kind: Kind {
        switch node.pointee.type {
        case JSON_OBJECT: .object
        case JSON_ARRAY: .array
        case JSON_STRING: .string
        case JSON_INTEGER: .integer
        case JSON_REAL: .real
        case JSON_TRUE, JSON_FALSE: .boolean
        default: .null
        }
    }

    /// The text, if this is a string.
    public var string: String? {
        guard let start = json_string_value(node) else { return nil }
        let bytes = UnsafeRawBufferPointer(start: start, count: json_string_length(node))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The number, if it was written as an integer; `1.0` was not.
    public var integer: Int64? { kind == .integer ? Int64(json_integer_value(node)) : nil }

    /// The number, however it was written.
    public var number: Double? {
        switch kind {
        case .integer: Double(json_integer_value(node))
        case .real: json_real_value(node)
        default: nil
        }
    }

    /// The truth value, if this is one.
    public var boolean: Bool? { kind == .boolean ? node.pointee.type == JSON_TRUE : nil }

    /// Whether this is `null`.
    public var isNull: Bool { kind == .null }

    /// How many elements or members there are; zero for anything else.
    public var count: Int {
        switch kind {
        case .array: json_array_size(node)
        case .object: json_object_size(node)
        default: 0
        }
    }

    /// The elements, if this is an array.
    public var elements: [JSONValue]? {
        kind == .array ? (0..<json_array_size(node)).compactMap { self[index: $0] } : nil
    }

    /// The members in the document's order, if this is an object.
    public var members: [(name: String, value: JSONValue)]? {
        guard kind == .object else { return nil }
        var members: [(name: String, value: JSONValue)] = []
        members.reserveCapacity(json_object_size(node))
        var place = json_object_iter(node)
        while let current = place {
            if let key = json_object_iter_key(current), let value = json_object_iter_value(current) {
                let bytes = UnsafeRawBufferPointer(start: key, count: json_object_iter_key_len(current))
                members.append((String(decoding: bytes, as: UTF8.self), JSONValue(document: document, node: value)))
            }
            place = json_object_iter_next(node, current)
        }
        return members
    }

    /// The member with exactly this name, if this is an object that has it.
    public subscript(name: String) -> JSONValue? {
        guard kind == .object else { return nil }
        var name = name
        let found = name.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { json_object_getn(node, $0.baseAddress, $0.count) }
        }
        return found.map { JSONValue(document: document, node: $0) }
    }

    /// The element at an index, if this is an array that has it.
    public subscript(index index: Int) -> JSONValue? {
        guard kind == .array, index >= 0, let found = json_array_get(node, index) else { return nil }
        return JSONValue(document: document, node: found)
    }
}
