import EIDJSON
import EIDMethod

@testable import EIDOpenIDConnect

/// Reads claims by rules as settings have them.
enum RuleReading {
    /// What comes of claims, from one or several documents.
    static func outcome(
        _ attributes: [String: SettingValue],
        _ documents: JSON...
    ) throws -> AttributeMapping.Outcome {
        let configuration = TestSettings.configuration(["attributes": .section(attributes)])
        let sources = ClaimSources(try documents.map { try JSONValue.parse($0.serialized()) })
        return configuration.mapping.read(sources, for: Set(configuration.mapping.rules.map(\.attribute)))
    }

    /// The value of one attribute by one rule.
    static func value(_ name: String, _ rule: SettingValue, _ claims: JSON) throws -> AttributeValue? {
        try outcome([name: rule], claims).attributes[AttributeName(rawValue: name)]?.value
    }

    /// Why one attribute is absent.
    static func notices(_ name: String, _ rule: SettingValue, _ claims: JSON) throws -> [String] {
        let outcome = try outcome([name: rule], claims)
        return outcome.attributes.isEmpty ? outcome.notices : ["delivered after all"]
    }

    /// Everything wrong with a rule, by path.
    static func paths(_ name: String, _ rule: SettingValue) -> [String] {
        TestSettings.issues(["attributes": .section([name: rule])]).map(\.path)
    }
}
