import EIDMethod
import EIDSwedishBankIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSwedishBankID

/// The tables of the README are those of the code.
@Suite struct SwedishBankIDReadmeTests {
    static let lines: Set<String> = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        guard let data = try? Data(contentsOf: file) else { return [] }
        return Set(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init))
    }()

    static let settings = SwedishBankIDConfiguration.settings.map { "| `\($0.key)` | \($0.summary) |" }
    static let errors = [BankIDFailure.codes, BankIDHint.failures]
        .flatMap { table in table.map { "| `\($0.key)` | \($0.value) |" } }

    @Test(arguments: settings)
    func everySettingIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: errors)
    func everyErrorIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: SwedishBankIDProvider.descriptor.attributes)
    func everyAttributeIsInTheReadme(_ offer: AttributeOffer) {
        #expect(
            Self.lines.contains { $0.hasPrefix("| `\(offer.name)` |") && $0.hasSuffix("| \(offer.availability) |") }
        )
    }

    @Test(arguments: BankIDFault.allCases)
    func everyFaultOfTheSimulatorIsInTheReadme(_ fault: BankIDFault) {
        #expect(Self.lines.contains { $0.hasPrefix("| `\(fault.rawValue)` |") })
    }

    @Test(arguments: ["Name", "What the person sees", "Settings", "Claims and assurance", "Errors", "Simulator"])
    func everyPluginsReadmeHasTheSameHeadings(_ heading: String) { #expect(Self.lines.contains("## \(heading)")) }
}
