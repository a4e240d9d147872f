import EIDMethod

/// Turns the section `attributes` into rules, and collects everything that is wrong with it; paths are relative to it.
struct AttributeRuleParser {
    private(set) var issues: [ConfigurationIssue] = []
    private(set) var rules: [AttributeRule] = []

    /// The attributes that claims can be mapped to: pictures and records of signals have no rule.
    static let mappable = AttributeCatalogue.all.filter { $0.kind != .image && $0.kind != .record }.map(\.name)

    init(_ attributes: [(key: String, value: SettingValue)]) {
        for (name, value) in attributes {
            var parsing = Entry(SettingsReader(value, describedBy: AttributeRule.settings))
            if let rule = parsing.rule(for: name) { rules.append(rule) }
            issues += parsing.issues.map { $0.under(name) }
        }
    }

    /// One attribute's settings while they are read.
    private struct Entry {
        let settings: SettingsReader
        var issues: [ConfigurationIssue] = []

        init(_ settings: SettingsReader) { self.settings = settings }

        mutating func rule(for name: String) -> AttributeRule? {
            guard let definition = AttributeCatalogue.all.first(where: { $0.name.rawValue == name }) else {
                issues.append(.init("", Self.unknown(name)))
                return nil
            }
            guard AttributeRuleParser.mappable.contains(definition.name) else {
                issues.append(.init("", "cannot be mapped from claims"))
                return nil
            }
            for (index, scope) in settings.texts("scopes").enumerated() where !RequestWord.isValid(scope) {
                issues.append(.init("scopes[\(index)]", RequestWord.expectation))
            }
            guard let shape = shape(of: definition) else { return nil }
            return AttributeRule(
                attribute: definition.name,
                shape: shape,
                basis: basis(of: shape),
                isAlways: settings.text("availability") == "always",
                isEssential: settings.boolean("essential"),
                scopes: settings.texts("scopes")
            )
        }

        private mutating func shape(of definition: AttributeCatalogue.Definition) -> AttributeRule.Shape? {
            switch definition.kind {
            case .address, .place: return composed(definition.kind)
            case .text, .boolean, .date, .time, .image, .record: break
            }
            if settings.value("parts") != nil { issues.append(.init("parts", "belongs to addresses and places")) }
            let isDated = definition.kind == .date || definition.kind == .time
            if settings.value("dates") != nil, !isDated { issues.append(.init("dates", "belongs to dates and times")) }
            if definition.kind != .text, settings.value("country") != nil {
                issues.append(.init("country", "belongs to texts"))
            }
            let forms = forms(for: definition.kind)
            guard let rule = value(settings, at: "") else { return nil }
            switch definition.kind {
            case .boolean: return .boolean(rule)
            case .date: return .date(rule, forms)
            case .time:
                if case .first = rule.source { return .time(rule, forms) }
                issues.append(.init("", "is a moment, which comes from claim or firstOf"))
                return nil
            default: return checked(rule, as: CatalogueForm(definition.name))
            }
        }

        /// A value that the settings themselves fix to something that the attribute cannot have would never arrive.
        private mutating func checked(_ rule: ValueRule, as form: CatalogueForm) -> AttributeRule.Shape {
            if case .words(let allowed) = form {
                for word in (rule.words ?? [:]).values.sorted() where !allowed.contains(word) {
                    let list = allowed.sorted().joined(separator: ", ")
                    issues.append(.init("words", "leads to \(word), and the attribute is one of \(list)"))
                }
            }
            if case .constant(let text) = rule.source, rule.words == nil, (try? form.checked(text)) == nil {
                issues.append(.init("constant", "is not a value that the attribute can have"))
            }
            return .text(rule, form)
        }

        private mutating func forms(for kind: AttributeValue.Kind) -> [DateForm] {
            let written = settings.texts("dates").compactMap(DateForm.init(rawValue:))
            if settings.value("dates") != nil, written.isEmpty { issues.append(.init("dates", "is empty")) }
            for rivals in DateForm.rivals where rivals.allSatisfy(written.contains) {
                let list = rivals.map(\.rawValue).joined(separator: " and ")
                issues.append(.init("dates", "has \(list), which cannot be told apart"))
            }
            guard kind == .time else { return written.isEmpty ? [.isoDate] : written }
            if written.contains(where: { !$0.isNumber }) {
                issues.append(.init("dates", "of a moment are epochSeconds or epochMilliseconds"))
            }
            return written.isEmpty ? [.epochSeconds] : written
        }

        private mutating func composed(_ kind: AttributeValue.Kind) -> AttributeRule.Shape? {
            for setting in AttributeRule.valueSettings + AttributeRule.settings.filter({ $0.key == "dates" })
            where setting.defaultValue == nil && settings.value(setting.key) != nil {
                issues.append(.init(setting.key, "belongs below parts here"))
            }
            let written = settings.map("parts")
            guard !written.isEmpty else {
                issues.append(.init("parts", "is missing: the attribute is made of parts"))
                return nil
            }
            let names =
                kind == .address
                ? AttributeRule.AddressPart.allCases.map(\.rawValue) : AttributeRule.PlacePart.allCases.map(\.rawValue)
            var parts: [String: ValueRule] = [:]
            for (name, section) in written {
                guard names.contains(name) else {
                    issues.append(.init("parts.\(name)", "must be one of \(names.joined(separator: ", "))"))
                    continue
                }
                let reader = SettingsReader(section, describedBy: AttributeRule.valueSettings)
                parts[name] = value(reader, at: "parts.\(name)")
            }
            guard kind == .address else {
                return .place(Self.keyed(parts))
            }
            // The catalogue writes the country of an address in alpha-2.
            if parts["country"]?.country == nil { parts["country"]?.country = .alpha2 }
            if parts["country"]?.country == .alpha3 {
                issues.append(.init("parts.country.country", "of an address is alpha2"))
            }
            return .address(Self.keyed(parts))
        }

        private mutating func value(_ settings: SettingsReader, at path: String) -> ValueRule? {
            var parser = ValueRuleParser()
            let rule = parser.rule(settings)
            issues += parser.issues.map { $0.under(path) }
            return rule
        }

        private mutating func basis(of shape: AttributeRule.Shape) -> Provenance.Basis {
            let written = settings.text("basis").flatMap(Provenance.Basis.init)
            guard shape.paths.isEmpty else { return written ?? .selfDeclared }
            if let written, written != .derived {
                issues.append(.init("basis", "of a constant is derived: the upstream says nothing about it"))
            }
            return .derived
        }

        private static func keyed<Part: RawRepresentable<String> & Hashable>(
            _ parts: [String: ValueRule]
        ) -> [Part: ValueRule] {
            Dictionary(uniqueKeysWithValues: parts.compactMap { name, rule in Part(rawValue: name).map { ($0, rule) } })
        }

        private static func unknown(_ name: String) -> String {
            let near = AttributeRuleParser.mappable.first { attribute in
                attribute.rawValue.lowercased() == name.lowercased()
                    || AttributeCatalogue.definition(of: attribute)?.claim == name
            }
            return near.map { "is not an attribute; did you mean \($0)?" } ?? "is not an attribute of the catalogue"
        }
    }
}
