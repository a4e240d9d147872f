import EIDJSON

/// Words of the standards (`kty`, `alg`, `enc` and the like), which are ASCII all.
///
/// Swift compares texts by Unicode equivalence, under which a Kelvin sign is a K: whatever is not ASCII is no word, so that nothing
/// passes for one.
extension JSONValue {
    func requireWord(_ name: String) throws(JSONError) -> String {
        let text = try requireString(name)
        guard Self.isWord(text) else { throw JSONError(.outOfRange, at: path(to: name), "is not ASCII") }
        return text
    }

    func optionalWord(_ name: String) throws(JSONError) -> String? {
        self[name] == nil ? nil : try requireWord(name)
    }

    /// Words of a list; what is none stands for nothing that we know.
    func optionalWords(_ name: String) throws(JSONError) -> [String]? {
        try optionalStrings(name)?.filter(Self.isWord)
    }

    private static func isWord(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }
}
