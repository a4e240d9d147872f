import ArgumentParser
import EIDSettings

/// `eid-broker schema`: JSON Schema of the whole settings file, for editors and validators.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the JSON Schema of the settings file.")

    func run() { print(BrokerProgram.offer.table.jsonSchema, terminator: "") }
}
