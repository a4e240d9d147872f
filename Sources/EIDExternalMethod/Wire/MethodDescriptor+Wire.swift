import EIDJSON
import EIDMethod

extension MethodDescriptor {
    /// The descriptor as a method sends it in a version of the protocol; the first has no place for signing.
    func wire(_ version: Int64) -> JSON {
        .present([
            ("provider", .string(provider)), ("displayName", displayName.wire),
            ("types", .strings(types(in: version).map(\.rawValue).sorted())),
            ("attributes", .array(attributes.map(\.wire))),
            (
                "assurance",
                .array(assurance.rows.map { ["acr": .string($0.acr), "level": .string($0.assurance.rawValue)] })
            ),
            ("keepsEvidence", .boolean(keepsEvidence)), ("countries", .strings(countries)),
            ("colours", colours?.wire), ("logo", logo.map { .bytes($0.bytes) }), ("hosts", .strings(hosts)),
        ])
    }

    /// The types that a version of the protocol has.
    private func types(in version: Int64) -> Set<MethodType> {
        version >= ExternalProtocol.signing ? types : types.subtracting([.signing])
    }

    init(wire json: JSONValue, _ version: Int64) throws(JSONError) {
        try json.requireOnly([
            "provider", "displayName", "types", "attributes", "assurance", "keepsEvidence", "countries", "colours",
            "logo", "hosts",
        ])
        let types: Set<MethodType> = try json.requireWords("types")
        guard !types.isEmpty else { throw JSONError(.outOfRange, at: json.path(to: "types"), "is empty") }
        guard version >= ExternalProtocol.signing || !types.contains(.signing) else {
            throw JSONError(.outOfRange, at: json.path(to: "types"), "has signing, which version 1 does not know")
        }
        let attributes = try json.requireEach("attributes", upTo: WireLimit.attributes.most) {
            offer throws(JSONError) in
            try AttributeOffer(wire: offer)
        }
        guard Set(attributes.map(\.name)).count == attributes.count else {
            throw JSONError(.outOfRange, at: json.path(to: "attributes"), "offers an attribute twice")
        }
        let rows = try json.requireEach("assurance", upTo: WireLimit.assuranceRows.most) { row throws(JSONError) in
            try row.requireOnly(["acr", "level"])
            return AssuranceTable.Row(
                try row.requireText("acr", upTo: WireLimit.acr.most),
                try row.requireWord("level")
            )
        }
        guard !rows.isEmpty else { throw JSONError(.outOfRange, at: json.path(to: "assurance"), "has no level") }
        let hosts = try json.requireStrings("hosts")
        guard hosts.allSatisfy(AllowedHosts.isHost) else {
            throw JSONError(
                .outOfRange,
                at: json.path(to: "hosts"),
                "must be names with or without a port, and no URLs"
            )
        }
        self.init(
            provider: try json.requireText("provider", upTo: WireLimit.provider.most),
            displayName: try LocalizedText(wire: try json.requireObject("displayName")),
            types: types,
            attributes: attributes,
            assurance: AssuranceTable(rows),
            keepsEvidence: try json.requireBoolean("keepsEvidence"),
            countries: try json.requireStrings("countries"),
            colours: try json.optionalObject("colours").map { colours throws(JSONError) in
                try BrandColours(wire: colours)
            },
            logo: try json["logo"] == nil ? nil : MethodLogo(wire: json),
            hosts: hosts
        )
    }
}

extension MethodLogo {
    /// The member `logo` of a descriptor.
    fileprivate init(wire json: JSONValue) throws(JSONError) {
        let bytes = try json.requireBytes("logo", upTo: WireLimit.logo.most)
        do throws(Refusal) { try self.init(reading: bytes) } catch {
            throw JSONError(.outOfRange, at: json.path(to: "logo"), error.description)
        }
    }
}

extension BrandColours {
    fileprivate var wire: JSON { ["background": .integer(Int64(background)), "text": .integer(Int64(text))] }

    fileprivate init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["background", "text"])
        let (background, text) = (try json.requireInteger("background"), try json.requireInteger("text"))
        guard let background = UInt32(exactly: background), let text = UInt32(exactly: text) else {
            throw JSONError(.outOfRange, at: json.path, "has a colour that is none")
        }
        self.init(background: background, text: text)
        guard contrast >= 4.5 else { throw JSONError(.outOfRange, at: json.path, "cannot be read (WCAG 2.2 §1.4.3)") }
    }
}

extension AttributeOffer {
    fileprivate var wire: JSON {
        [
            "name": .string(name.rawValue), "availability": .string(availability.rawValue),
            "exceptions": .object(exceptions.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value.rawValue)) }),
        ]
    }

    fileprivate init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["name", "availability", "exceptions"])
        let name = AttributeName(rawValue: try json.requireString("name"))
        guard AttributeCatalogue.definition(of: name) != nil else {
            throw JSONError(.outOfRange, at: json.path(to: "name"), "is not an attribute of the catalogue")
        }
        var exceptions: [String: Availability] = [:]
        let listed = try json.optionalObject("exceptions")
        for (country, _) in listed?.members ?? [] { exceptions[country] = try listed?.requireWord(country) }
        self.init(name, try json.requireWord("availability"), exceptions: exceptions)
    }
}
