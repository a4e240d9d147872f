import CJansson

/// Owns one parsed document; every value read from it keeps it alive.
///
/// Unchecked but sendable: the tree is never changed after `init`, its nodes are only read (Jansson's lookups do not
/// write), no reference count inside it is touched, and the last owner frees it once.
final class JSONDocument: @unchecked Sendable {
    let root: UnsafeMutablePointer<json_t>

    /// Jansson seeds the hash of its objects once per process; doing it first keeps two threads from racing for it.
    private static let seeded: Void = json_object_seed(0)

    init(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits) throws(JSONError) {
        guard bytes.count <= limits.maximumBytes else {
            throw JSONError(.tooLarge, at: "byte \(limits.maximumBytes)", "is longer than \(limits.maximumBytes) bytes")
        }
        try Self.checkShape(bytes, limits: limits)
        _ = Self.seeded
        var failure = json_error_t()
        let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard let base, let root = json_loadb(base, bytes.count, Int(JSON_REJECT_DUPLICATES), &failure) else {
            throw Self.describe(failure)
        }
        self.root = root
    }

    deinit { json_decref(root) }

    /// Depth and values are counted before parsing, as Jansson recurses up to 2048 levels whatever we ask, and takes room for every value.
    private static func checkShape(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits) throws(JSONError) {
        var depth = 0
        // One at the top, the first of every array or object that is not empty, and one behind every comma; of empty ones one
        // too many is counted.
        var values = 1
        var inString = false
        var escaped = false
        var next = 0
        while next < bytes.count {
            let offset = next
            let byte = bytes[offset]
            next += 1
            if inString {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): inString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                values += 1
                guard depth <= limits.maximumDepth else {
                    throw JSONError(.tooDeep, at: "byte \(offset)", "nests deeper than \(limits.maximumDepth) levels")
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ","): values += 1
            case 0: throw JSONError(.nulCharacter, at: "byte \(offset)", "has a NUL")
            default: break
            }
            guard values <= limits.maximumValues else {
                throw JSONError(.tooLarge, at: "byte \(offset)", "has more than \(limits.maximumValues) values")
            }
        }
    }

    private static func describe(_ failure: json_error_t) -> JSONError {
        var failure = failure
        let place = "byte \(max(0, failure.position))"
        // Only the code is used: Jansson's own text quotes the document.
        switch json_error_code(&failure) {
        case json_error_duplicate_key: return JSONError(.duplicateName, at: place, "has a name twice in one object")
        case json_error_invalid_utf8: return JSONError(.invalidUTF8, at: place, "is not UTF-8")
        case json_error_null_character, json_error_null_byte_in_key:
            return JSONError(.nulCharacter, at: place, "has a NUL")
        case json_error_numeric_overflow:
            return JSONError(.numberOutOfRange, at: place, "has a number beyond 64 bits")
        case json_error_premature_end_of_input: return JSONError(.syntax, at: place, "ends too early")
        case json_error_end_of_input_expected: return JSONError(.syntax, at: place, "goes on after its end")
        default: return JSONError(.syntax, at: place, "is not JSON")
        }
    }
}
