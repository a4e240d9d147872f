import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDItsme

/// The tables of the README are those of the code.
@Suite struct ItsmeReadmeTests {
    static let lines: Set<String> = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return Set(text.split(separator: "\n").map(String.init))
    }()

    /// One line per rule: attribute, claim, basis, availability.
    static let claims: [String] = ItsmeAttributeMapping.rules.map { rule in
        let claim = rule.claim.replacing("http://itsme.services/v2/claim/", with: "C:")
        let offer = ItsmeProvider.descriptor.offer(for: rule.attribute)
        let exceptions = (offer?.exceptions ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rawValue)" }
        let availability = ([offer?.availability.rawValue ?? ""] + exceptions).joined(separator: "; ")
        return "| `\(rule.attribute)` | `\(claim)` | \(rule.basis.rawValue) | \(availability) |"
    }

    /// One line per setting: key, summary.
    static let settings: [String] = ItsmeConfiguration.settings.map { "| `\($0.key)` | \($0.summary) |" }

    /// One line per error code of itsme.
    static let errors: [String] = ItsmeErrors.codes.map { "| `\($0.key)` | \($0.value) |" }

    @Test(arguments: claims)
    func everyRuleIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: settings)
    func everySettingIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: errors)
    func everyErrorIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: ["Name", "What the person sees", "Settings", "Claims and assurance", "Errors", "Simulator"])
    func everyPluginsReadmeHasTheSameHeadings(_ heading: String) { #expect(Self.lines.contains("## \(heading)")) }
}
