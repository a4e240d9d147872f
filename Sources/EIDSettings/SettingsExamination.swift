import EIDBroker
package import EIDMethod

/// A settings file under examination: what could be made of it so far, and everything that is wrong.
///
/// Some of it shows only once something is made of the settings; it is added here, so that one look at the file tells all.
package struct SettingsExamination: Sendable {
    /// The settings as far as they could be read, with stand-ins where they could not; `nil` when there is nothing to look at.
    package private(set) var settings: LoadedSettings?
    /// Everything wrong, each cause once.
    package private(set) var issues: [ConfigurationIssue]
    /// The ids of methods whose own settings can be looked at further.
    let examinable: Set<String>
    private let file: String
    private let lines: [String: Int]

    /// What was wrong with the file's shape, so that stand-ins are looked at in its place.
    private let causes: [ConfigurationIssue]

    init(_ settings: LoadedSettings?, _ reading: SettingsReading, after external: [ConfigurationIssue], file: String) {
        self.settings = settings
        self.file = file
        examinable = reading.examinable
        lines = reading.lines
        causes = external + reading.causes
        issues = external
        add(reading.issues, unlessAbout: external)
    }

    /// The enabled methods whose own settings have nothing wrong that would make a further look at them pointless.
    package var methods: [ConfiguredMethod] {
        settings?.enabledMethods.filter { examinable.contains($0.id) } ?? []
    }

    /// Adds what a further look at the settings finds.
    package mutating func add(found more: [ConfigurationIssue]) { add(more, unlessAbout: causes) }

    /// Adds what fails when something is made of the settings; what has something wrong already cannot but fail.
    package mutating func add(failures more: [ConfigurationIssue]) { add(more, unlessAbout: issues) }

    /// Adds what a further look at the settings finds allowed but unwise.
    package mutating func add(warnings more: [ConfigurationIssue]) { settings?.warnings += more }

    private mutating func add(_ more: [ConfigurationIssue], unlessAbout places: [ConfigurationIssue]) {
        for issue in more where !issues.contains(issue) {
            let isConsequence = places.contains { $0.isWithin(issue.path) || issue.isWithin($0.path) }
            if !isConsequence { issues.append(issue) }
        }
    }

    /// Compares clients with what their methods offer, which external methods say once they have seen their settings.
    package mutating func compareClients() {
        guard let settings else { return }
        // The offer of a method with something wrong would be that of stand-ins.
        let sound = methods.filter { method in !issues.contains { $0.isWithin("methods.\(method.id)") } }
        let offers = sound.map { ($0.id, MethodOffer($0.unconnected)) }
        add(found: settings.broker.issues(offers: Dictionary(offers) { first, _ in first }))
    }

    /// Adds that people cannot tell methods apart among which a client lets them choose, by the names that methods have once
    /// their settings are known.
    package mutating func compareNames() {
        var warnings: [ConfigurationIssue] = []
        var known: [(id: String, name: LocalizedText)] = []
        for method in methods {
            let name = method.unconnected.displayName
            let other = known.first { id, other in
                Language.allCases.contains { other[$0] == name[$0] } && areTogether(id, method.id)
            }
            if let other {
                let message = "people see the same name as for methods.\(other.id); give one of them a name"
                warnings.append(.init("methods.\(method.id)", message))
            }
            known.append((method.id, name))
        }
        add(warnings: warnings)
    }

    /// Whether a client may use both methods, so that they stand in one list.
    private func areTogether(_ first: String, _ second: String) -> Bool {
        settings?.broker.clients.contains { client in
            client.methods.contains { $0 == first } && client.methods.contains { $0 == second }
        } ?? false
    }

    /// The settings, or everything that is wrong.
    package func result() throws(SettingsProblems) -> LoadedSettings {
        guard let settings, issues.isEmpty else { throw SettingsProblems(file: file, issues: issues, lines: lines) }
        return settings
    }
}

extension ConfigurationIssue {
    /// Whether it is about a place or something in it.
    func isWithin(_ place: String) -> Bool {
        place.isEmpty || path == place || path.hasPrefix("\(place).") || path.hasPrefix("\(place)[")
    }
}
