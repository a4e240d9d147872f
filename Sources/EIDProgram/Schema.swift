import ArgumentParser
import EIDSettings

/// `eid-broker schema`: JSON Schema of the whole settings file, for editors and validators.
struct Schema: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the JSON Schema of the settings file.")

    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: "A settings file whose external methods are described as well; they are started for it."
    )
    var path: String?

    func run() async throws {
        var table = BrokerProgram.offer.table
        if let path {
            var option = ConfigurationOption()
            option.path = path
            table = try await option.table()
        }
        print(table.jsonSchema, terminator: "")
    }
}
