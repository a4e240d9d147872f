import EIDJSON
import EIDMethod
import EIDSettings
import Testing

@Suite("JSON Schema") struct JSONSchemaTests {
    private func schema() throws -> JSONValue {
        let limits = JSONLimits(maximumBytes: 1 << 20, maximumDepth: 32)
        return try JSONValue.parse(SettingsFolder.table.jsonSchema, limits: limits)
    }

    @Test("refuses unknown keys everywhere")
    func noUnknownKeys() throws {
        let schema = try schema()
        #expect(schema["additionalProperties"]?.boolean == false)
        #expect(schema["properties"]?["storage"]?["additionalProperties"]?.boolean == false)
        let client = schema["properties"]?["clients"]?["items"]
        #expect(client?["additionalProperties"]?.boolean == false)
        #expect(client?["properties"]?["authentication"]?["additionalProperties"]?.boolean == false)
    }

    @Test("requires what the settings require")
    func required() throws {
        let required = try schema()["required"]?.strings ?? []
        #expect(Set(required) == ["issuer", "subjectSecret", "storage", "signingKeys", "clients", "methods"])
    }

    @Test("describes an entry of methods by its plugin")
    func methods() throws {
        let entry = try schema()["properties"]?["methods"]?["additionalProperties"]
        // Unless the file has external methods, whose names nobody knows before they are started.
        let linkedIn = try schema()["allOf"]?[index: 0]
        #expect(linkedIn?["if"]?["not"]?["required"]?.strings == ["externalMethods"])
        let restricted = linkedIn?["then"]?["properties"]?["methods"]?["additionalProperties"]?["properties"]
        #expect(restricted?["provider"]?["enum"]?.strings == ["toy"])
        let rule = entry?["allOf"]?.elements?.first
        #expect(rule?["if"]?["properties"]?["provider"]?["const"]?.string == "toy")
        let settings = rule?["then"]?["properties"]?["settings"]
        #expect(settings?["required"]?.strings == ["clientID"])
        #expect(settings?["properties"]?["retries"]?["maximum"]?.integer == 5)
        #expect(settings?["properties"]?["retries"]?["default"]?.integer == 1)
        #expect(rule?["then"]?["required"]?.strings == ["provider", "settings"])
    }

    @Test("lets a secret be named and never written")
    func secret() throws {
        let schema = try schema()
        #expect(schema["properties"]?["subjectSecret"]?["$ref"]?.string == "#/$defs/secret")
        #expect(schema["$defs"]?["secret"]?["type"]?.string == "object")
    }

    @Test("says what each setting is for")
    func descriptions() throws {
        for (name, property) in try schema()["properties"]?.members ?? [] {
            #expect(property["description"]?.string?.isEmpty == false, "\(name) has no description")
        }
    }
}
