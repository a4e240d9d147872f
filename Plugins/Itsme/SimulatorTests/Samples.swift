import EIDItsmeSimulator
import FoundationEssentials

/// Files of the repository that tests read.
enum Samples {
    /// The sample people, read once for all tests: YAML is what makes a bench slow once the keys exist.
    static let people = Result { try ItsmePersona.load(yaml: personas()) }

    static func personas() throws -> String { try text("Samples/simulator/personas.yaml") }
    static func settings() throws -> String { try text("Samples/simulator/itsme.yaml") }
    static func script() throws -> String { try text("Samples/simulator/script.yaml") }
    static func claimTable() throws -> [UInt8] {
        Array(try text("Plugins/Itsme/Sources/Data/itsme-claims.json").utf8)
    }

    private static func text(_ path: String, from file: String = #filePath) throws -> String {
        let root = file.split(separator: "/").dropLast(4).joined(separator: "/")
        return String(decoding: try Data(contentsOf: URL(filePath: "/\(root)/\(path)")), as: UTF8.self)
    }
}
