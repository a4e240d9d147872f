import ArgumentParser
import EIDBroker
import EIDJOSE
import EIDMethod
import EIDSettings
import FoundationEssentials

/// `eid-broker check`: reads the settings, every secret and every certificate, lets external methods look at theirs; opens no
/// port, and of a database that is there already reads alone whether it knows the secrets.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List everything wrong with the settings; exit status 1 if anything is."
    )

    @OptionGroup var settings: ConfigurationOption

    @Flag(help: "Take a subjectSecret that is another one than before, as serve --new-subjects does.")
    var newSubjects = false

    func run() async throws {
        let (loaded, external) = try await settings.load(at: Date(), takingNewSubjects: newSubjects)
        await external.stop()
        for warning in loaded.warnings {
            Terminal.complain(TerminalText.printable("\(settings.path): warning: \(warning)"))
        }
        print("\(settings.path): no problems")
        print("  issuer   \(loaded.broker.issuer.absoluteString)")
        print("  storage  \(storage(loaded.storage))")
        for client in loaded.broker.clients {
            let algorithm = loaded.broker.idTokenAlgorithm(of: client).map { ", ID tokens \($0.rawValue)" } ?? ""
            print("  client   \(client.id) (\(client.methods.joined(separator: ", ")))\(algorithm)")
        }
        for method in loaded.methods {
            print("  method   \(method.id) (\(method.plugin.name)\(method.isEnabled ? "" : ", disabled"))")
        }
    }

    private func storage(_ storage: StorageSettings) -> String {
        switch storage {
        case .memory: "memory (a restart ends every sign-in)"
        case .sqlite(let path): "sqlite, \(path)"
        }
    }
}
