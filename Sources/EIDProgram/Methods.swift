import ArgumentParser
import EIDMethod
import EIDSettings

/// `eid-broker methods`: what is installed and, with settings, what is enabled.
struct Methods: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List installed methods, and with --config the enabled ones."
    )

    @Option(
        name: [.customLong("config"), .customShort("c")],
        help: "The settings file; without it only what is installed."
    )
    var path: String?

    func run() async throws {
        print("Installed")
        for plugin in BrokerProgram.offer.registry.plugins {
            print("  \(plugin.name)  \(plugin.descriptor.displayName[.en])")
            describe(plugin.descriptor, plugin.descriptor.types)
        }
        guard let path else { return }
        var option = ConfigurationOption()
        option.path = path
        print("\nIn \(path)")
        let (settings, external) = try await option.load()
        await external.stop()
        for method in settings.methods {
            print("  \(method.id)  \(method.plugin.name)  \(method.isEnabled ? "enabled" : "disabled")")
            guard method.isEnabled else { continue }
            describe(method.descriptor, method.types, method.loginHints)
        }
    }

    private func describe(
        _ descriptor: MethodDescriptor,
        _ types: Set<MethodType>,
        _ hints: [LoginHintForm] = []
    ) {
        print("    types       \(list(types.map(\.rawValue).sorted()))")
        print("    assurance   \(list(descriptor.assurance.rows.map { "\($0.assurance.rawValue) (\($0.acr))" }))")
        if !descriptor.countries.isEmpty { print("    countries   \(list(descriptor.countries))") }
        if !descriptor.hosts.isEmpty { print("    hosts       \(list(descriptor.hosts))") }
        for (index, form) in hints.enumerated() {
            print("    \(index == 0 ? "hints " : "      ")      \(list([form.description]))")
        }
        print("    attributes")
        for offer in descriptor.attributes.sorted(by: { $0.name < $1.name }) {
            let isSpecial = AttributeCatalogue.definition(of: offer.name)?.isSpecial == true
            let availability = offer.exceptions.isEmpty ? offer.availability.rawValue : "by country"
            let told = isSpecial ? "\(padded(availability, 11))  needs a justification" : availability
            print("      \(padded(offer.name.rawValue, 26))\(told)")
        }
    }

    /// An external method chooses such words itself.
    private func list(_ words: [String]) -> String { TerminalText.printable(words.joined(separator: ", ")) }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
