import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSmartID

/// The tables of the README are those of the code.
@Suite struct SmartIDReadmeTests {
    static let lines: Set<String> = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        guard let data = try? Data(contentsOf: file) else { return [] }
        return Set(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init))
    }()

    static let settings =
        SmartIDConfiguration.settings.map { "| `\($0.key)` | \($0.summary) |" }
        + SmartIDRevocation.settings.map { "| `revocation.\($0.key)` | \($0.summary) |" }
        + SmartIDSigning.settings.map { "| `signing.\($0.key)` | \($0.summary) |" }
    static let errors =
        EndResult.failures.map { "| `\($0.key)` | \($0.value) |" }
        + SmartIDFailure.meanings.map { "| \($0.key) | \($0.value.code) |" }

    @Test(arguments: settings)
    func everySettingIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: errors)
    func everyErrorIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: SmartIDProvider.descriptor.attributes)
    func everyAttributeIsInTheReadme(_ offer: AttributeOffer) {
        #expect(
            Self.lines.contains { $0.hasPrefix("| `\(offer.name)` |") && $0.hasSuffix("| \(offer.availability) |") }
        )
    }

    @Test(arguments: SmartIDFault.allCases)
    func everyFaultOfTheSimulatorIsInTheReadme(_ fault: SmartIDFault) {
        #expect(Self.lines.contains { $0.hasPrefix("| `\(fault.rawValue)` |") })
    }

    @Test(arguments: SmartIDListFault.allCases)
    func everyFaultOfListsIsInTheReadme(_ fault: SmartIDListFault) {
        #expect(Self.lines.contains { $0.hasPrefix("| `\(fault.rawValue)` |") })
    }

    @Test(arguments: ["Name", "What the person sees", "Settings", "Claims and assurance", "Errors", "Simulator"])
    func everyPluginsReadmeHasTheSameHeadings(_ heading: String) { #expect(Self.lines.contains("## \(heading)")) }
}
