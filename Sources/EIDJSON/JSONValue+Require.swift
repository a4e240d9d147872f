import CJansson

/// Reading a member that must be there, or must have the right kind when it is.
extension JSONValue {
    /// The member with this name.
    public func require(_ name: String) throws(JSONError) -> JSONValue {
        guard kind == .object else { throw JSONError(.wrongType, at: path, "must be an object") }
        guard let value = self[name] else { throw JSONError(.missing, at: path(to: name), "is missing") }
        return value
    }

    /// The text of a member.
    public func requireString(_ name: String) throws(JSONError) -> String {
        try require(name).typed(at: name, in: self, "a string") { $0.string }
    }

    /// The integer of a member.
    public func requireInteger(_ name: String) throws(JSONError) -> Int64 {
        try require(name).typed(at: name, in: self, "an integer") { $0.integer }
    }

    /// The truth value of a member.
    public func requireBoolean(_ name: String) throws(JSONError) -> Bool {
        try require(name).typed(at: name, in: self, "true or false") { $0.boolean }
    }

    /// A member that is an object.
    public func requireObject(_ name: String) throws(JSONError) -> JSONValue {
        try require(name).typed(at: name, in: self, "an object") { $0.kind == .object ? $0 : nil }
    }

    /// The elements of a member that is an array.
    public func requireArray(_ name: String) throws(JSONError) -> [JSONValue] {
        try require(name).typed(at: name, in: self, "an array") { $0.elements }
    }

    /// The texts of a member that is an array of strings.
    public func requireStrings(_ name: String) throws(JSONError) -> [String] {
        try require(name).typed(at: name, in: self, "an array of strings") { $0.strings }
    }

    /// The seconds since 1970 of a member: an integer or a finite real within ±2^53.
    public func requireNumericDate(_ name: String) throws(JSONError) -> Double {
        let seconds = try require(name).typed(at: name, in: self, "a number") { $0.number }
        guard seconds.isFinite, abs(seconds) <= 0x1p53 else {
            throw JSONError(.outOfRange, at: path(to: name), "is not a time")
        }
        return seconds
    }

    /// The text of a member, if there is such a member.
    public func optionalString(_ name: String) throws(JSONError) -> String? {
        self[name] == nil ? nil : try requireString(name)
    }

    /// The integer of a member, if there is such a member.
    public func optionalInteger(_ name: String) throws(JSONError) -> Int64? {
        self[name] == nil ? nil : try requireInteger(name)
    }

    /// The truth value of a member, if there is such a member.
    public func optionalBoolean(_ name: String) throws(JSONError) -> Bool? {
        self[name] == nil ? nil : try requireBoolean(name)
    }

    /// A member that is an object, if there is such a member.
    public func optionalObject(_ name: String) throws(JSONError) -> JSONValue? {
        self[name] == nil ? nil : try requireObject(name)
    }

    /// The elements of a member that is an array, if there is such a member.
    public func optionalArray(_ name: String) throws(JSONError) -> [JSONValue]? {
        self[name] == nil ? nil : try requireArray(name)
    }

    /// The texts of a member that is an array of strings, if there is such a member.
    public func optionalStrings(_ name: String) throws(JSONError) -> [String]? {
        self[name] == nil ? nil : try requireStrings(name)
    }

    /// The seconds since 1970 of a member, if there is such a member.
    public func numericDate(_ name: String) throws(JSONError) -> Double? {
        self[name] == nil ? nil : try requireNumericDate(name)
    }

    /// The texts, if this is an array of nothing but strings.
    public var strings: [String]? {
        guard let elements else { return nil }
        let texts = elements.compactMap(\.string)
        return texts.count == elements.count ? texts : nil
    }

    private func typed<T>(
        at name: String,
        in parent: JSONValue,
        _ kind: String,
        _ read: (JSONValue) -> T?
    ) throws(JSONError) -> T {
        guard let value = read(self) else {
            throw JSONError(.wrongType, at: parent.path(to: name), "must be \(kind)")
        }
        return value
    }
}

/// Where a value stands in its document, found only when an error needs to say so.
extension JSONValue {
    /// The place of this value, as in `address.country` or `keys[2]`; empty for the document itself, and for one that is
    /// too far down a large document.
    public var path: String {
        // A reader may meet an error in each of thousands of elements: looking for their places must not cost the square.
        var steps = 1000
        return Self.route(from: JSONValue(document: document, node: document.root), to: node, within: &steps) ?? ""
    }

    /// The place that a member with this name has, or would have.
    public func path(to name: String) -> String {
        let path = path
        return path.isEmpty ? name : "\(path).\(name)"
    }

    private static func route(
        from value: JSONValue,
        to node: UnsafeMutablePointer<json_t>,
        within steps: inout Int
    ) -> String? {
        if value.node == node { return "" }
        // Jansson shares one node for every `true`, `false` and `null`: the first is as good as any other.
        if value.count > steps { return nil }
        for (name, member) in value.members ?? [] {
            steps -= 1
            guard steps > 0 else { return nil }
            guard let rest = route(from: member, to: node, within: &steps) else { continue }
            return rest.isEmpty || rest.hasPrefix("[") ? name + rest : "\(name).\(rest)"
        }
        for index in 0..<(value.kind == .array ? value.count : 0) {
            steps -= 1
            guard steps > 0, let element = value[index: index] else { return nil }
            guard let rest = route(from: element, to: node, within: &steps) else { continue }
            return rest.isEmpty || rest.hasPrefix("[") ? "[\(index)]\(rest)" : "[\(index)].\(rest)"
        }
        return nil
    }
}
