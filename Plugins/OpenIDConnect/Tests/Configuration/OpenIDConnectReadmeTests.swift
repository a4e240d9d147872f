import EIDMethod
import EIDOpenIDConnectSimulator
import FoundationEssentials
import Testing

@testable import EIDOpenIDConnect

/// The tables of the README are those of the code.
@Suite struct OpenIDConnectReadmeTests {
    static let lines: Set<String> = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return Set(text.split(separator: "\n").map(String.init))
    }()

    private static func rows(_ settings: [Setting], below path: String = "") -> [String] {
        settings.flatMap { setting -> [String] in
            let name = path.isEmpty ? setting.key : "\(path).\(setting.key)"
            let row = "| `\(name)` | \(setting.summary) |"
            switch setting.kind {
            case .section(let nested) where setting.key != "displayName": return [row] + rows(nested, below: name)
            default: return [row]
            }
        }
    }

    static let settings = rows(OpenIDConnectConfiguration.settings)
    static let attribute = AttributeRule.settings.map { "| `\($0.key)` | \($0.summary) |" }
    static let errors = OpenIDConnectConfiguration.standardErrors.map { "| `\($0.key)` | \($0.value) |" }

    @Test(arguments: settings + attribute + errors)
    func everyRowIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: DateForm.allCases)
    func everyDateFormIsInTheReadme(_ form: DateForm) {
        #expect(Self.lines.contains { $0.contains("`\(form.rawValue)`") })
    }

    @Test(arguments: OpenIDConnectFault.allCases)
    func everyFaultOfTheSimulatorIsInTheReadme(_ fault: OpenIDConnectFault) {
        #expect(Self.lines.contains { $0.contains("`\(fault.rawValue)`") })
    }

    @Test(arguments: ["Name", "What the person sees", "Settings", "Claims and assurance", "Errors", "Simulator"])
    func everyPluginsReadmeHasTheSameHeadings(_ heading: String) { #expect(Self.lines.contains("## \(heading)")) }
}
