import EIDItsmeSimulator
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

    /// One line per attribute: the claims that are read for it in order, basis, availability.
    static let claims: [String] = {
        var seen: Set<AttributeName> = []
        return ItsmeAttributeMapping.rules.filter { seen.insert($0.attribute).inserted }.map { first in
            let rules = ItsmeAttributeMapping.rules.filter { $0.attribute == first.attribute }
            let claims = rules.map { "`\($0.claim.replacing("http://itsme.services/v2/claim/", with: "C:"))`" }
            let offer = ItsmeProvider.descriptor.offer(for: first.attribute)
            let exceptions = Dictionary(grouping: offer?.exceptions ?? [:], by: \.value.rawValue)
                .sorted { $0.key < $1.key }
                .map { word, rows in "\(rows.map(\.key).sorted().joined(separator: " ")) \(word)" }
            let availability = ([offer?.availability.rawValue ?? ""] + exceptions).joined(separator: "; ")
            let basis = first.basis.rawValue
            return "| `\(first.attribute)` | \(claims.joined(separator: ", ")) | \(basis) | \(availability) |"
        }
    }()

    /// One line per setting: key, summary.
    static let settings: [String] = ItsmeConfiguration.settings.map { "| `\($0.key)` | \($0.summary) |" }

    /// One line per setting of the section `signing`.
    static let signing: [String] = ItsmeSigning.settings.map { "| `signing.\($0.key)` | \($0.summary) |" }

    /// One line per error code of itsme, of sign-ins and of either signing interface.
    static let errors: [String] = [ItsmeErrors.codes, ItsmeErrors.csc, ItsmeErrors.oasis]
        .flatMap { table in table.map { "| `\($0.key)` | \($0.value) |" } }

    @Test(arguments: claims)
    func everyAttributeIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: settings)
    func everySettingIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: signing)
    func everySettingOfSigningIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test(arguments: errors)
    func everyErrorIsInTheReadme(_ line: String) { #expect(Self.lines.contains(line)) }

    @Test func anAttributeHasOneBasis() {
        for rule in ItsmeAttributeMapping.rules {
            let bases = Set(ItsmeAttributeMapping.rules.filter { $0.attribute == rule.attribute }.map(\.basis.rawValue))
            #expect(bases.count == 1, "\(rule.attribute)")
        }
    }

    @Test(arguments: ItsmeFault.allCases)
    func everyFaultOfTheSimulatorIsInTheReadme(_ fault: ItsmeFault) {
        #expect(Self.lines.contains { $0.contains("`\(fault.rawValue)`") })
    }

    @Test(arguments: ItsmeDecision.allCases)
    func everyDecisionIsInTheReadme(_ decision: ItsmeDecision) {
        #expect(Self.lines.contains { $0.contains("`\(decision.rawValue)`") })
    }

    @Test(arguments: ["Name", "What the person sees", "Settings", "Claims and assurance", "Errors", "Simulator"])
    func everyPluginsReadmeHasTheSameHeadings(_ heading: String) { #expect(Self.lines.contains("## \(heading)")) }
}
