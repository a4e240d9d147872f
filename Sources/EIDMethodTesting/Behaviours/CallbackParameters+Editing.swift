import EIDMethod

extension CallbackParameters {
    /// The same parameters, one of them changed, added, or (with `nil`) left out.
    func replacing(_ name: String, with value: String?) throws -> CallbackParameters {
        var fields = names.compactMap { other in
            self[other].map { FormField(name: other, value: other == name ? value ?? "" : $0) }
        }
        if value == nil { fields.removeAll { $0.name == name } }
        if let value, !names.contains(name) { fields.append(FormField(name: name, value: value)) }
        return try Self.make(fields)
    }

    static func make(_ fields: [FormField]) throws -> CallbackParameters {
        guard let parameters = CallbackParameters(fields) else {
            throw ConformanceFailure("the bench's callback has a parameter twice")
        }
        return parameters
    }
}

extension String {
    /// The text with one character in its middle changed, its alphabet kept.
    var tampered: String {
        var bytes = Array(utf8)
        guard !bytes.isEmpty else { return "x" }
        let middle = bytes.count / 2
        bytes[middle] = bytes[middle] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        return String(decoding: bytes, as: UTF8.self)
    }
}
