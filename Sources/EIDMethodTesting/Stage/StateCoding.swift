import FoundationEssentials

/// Encodes states so that equal ones give equal bytes.
enum StateCoding {
    static func recode<State: Codable>(_ bytes: [UInt8], as type: State.Type) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let state = try JSONDecoder().decode(State.self, from: Data(bytes))
        return Array(try encoder.encode(state))
    }
}
