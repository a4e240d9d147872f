import EIDJSON
import FoundationEssentials
import Testing

/// Reads published test data that lies beside these tests.
enum VectorFile {
    static func load(_ name: String, file: String = #filePath) throws -> JSONValue {
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let data = try #require(FileManager.default.contents(atPath: "\(folder)/Vectors/\(name)"), "no \(name)")
        return try JSONValue.parse(data, limits: JSONLimits(maximumBytes: 16 << 20, maximumDepth: 16))
    }

    static func wycheproof(_ name: String) throws -> [JSONValue] {
        try load("wycheproof/\(name)_test.json").requireArray("testGroups")
    }

    static func cookbook(_ name: String) throws -> JSONValue { try load("jose-cookbook/\(name).json") }
}

/// One Wycheproof test.
struct Vector {
    let json: JSONValue
    let id: Int
    let isValid: Bool
    let comment: String

    static func all(in group: JSONValue) throws -> [Vector] {
        try group.requireArray("tests").map { test in
            Vector(
                json: test,
                id: Int(try test.requireInteger("tcId")),
                isValid: try test.requireString("result") == "valid",
                comment: try test.optionalString("comment") ?? ""
            )
        }
    }

    func hex(_ name: String) throws -> [UInt8] { try #require(bytes(hex: try json.requireString(name))) }
}

/// What became of the tests of one file.
struct Tally {
    var accepted = 0
    var refused = 0
    var skipped: [String: Int] = [:]
    var ran: Int { accepted + refused }
}

func text(ofFile path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
}

func bytes(hex: String) -> [UInt8]? {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == hex.utf8.count, digits.count % 2 == 0 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// The parsed form of a tree, for functions that read documents.
func parsed(_ json: JSON) throws -> JSONValue { try JSONValue.parse(json.serialized()) }
