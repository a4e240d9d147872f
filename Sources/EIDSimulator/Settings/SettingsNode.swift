package import EIDJSON
import Yams

/// A place in a YAML file that knows its path and collects every problem instead of stopping at the first.
package final class SettingsNode {
    private final class Findings {
        var problems: [String] = []
    }

    /// The value here.
    package let value: JSON
    /// Where it stands, as `clients[0].services`.
    package let path: String
    private let findings: Findings
    private var read: Set<String> = []

    private init(_ value: JSON, path: String, findings: Findings) {
        self.value = value
        self.path = path
        self.findings = findings
    }

    /// Reads a whole document with a function and reports everything that it found wrong.
    package static func read<T>(yaml: String, _ body: (SettingsNode) -> T) throws(SettingsProblem) -> T {
        let tree: JSON
        do {
            tree = try YAMLTree.json(from: yaml)
        } catch {
            throw SettingsProblem(["not YAML: \(error)"])
        }
        let findings = Findings()
        let result = body(SettingsNode(tree, path: "", findings: findings))
        guard findings.problems.isEmpty else { throw SettingsProblem(findings.problems) }
        return result
    }

    /// Reports something wrong with a member, or with this place itself.
    package func report(_ name: String? = nil, _ problem: String) {
        findings.problems.append("\(name.map { path(to: $0) } ?? path)  \(problem)")
    }

    /// A member that is there.
    package func member(_ name: String) -> SettingsNode? {
        read.insert(name)
        guard let value = value[name], value != .null else { return nil }
        return SettingsNode(value, path: path(to: name), findings: findings)
    }

    /// The members of an object with free names.
    package var members: [(name: String, node: SettingsNode)] {
        guard case .object(let members) = value else {
            report(nil, "must be a mapping")
            return []
        }
        return members.map { member in
            read.insert(member.name)
            return (member.name, SettingsNode(member.value, path: path(to: member.name), findings: findings))
        }
    }

    /// The elements of a member that is a list; none when it is absent.
    package func list(_ name: String) -> [SettingsNode] {
        guard let node = member(name) else { return [] }
        guard case .array(let elements) = node.value else {
            node.report(nil, "must be a list")
            return []
        }
        return elements.enumerated().map {
            SettingsNode($1, path: "\(node.path)[\($0)]", findings: findings)
        }
    }

    /// Texts of a list.
    package func strings(_ name: String) -> [String]? {
        guard member(name) != nil else { return nil }
        return list(name).compactMap { $0.text("must be a text") }
    }

    /// The text of a member.
    package func string(_ name: String) -> String? { member(name)?.text("must be a text") }

    /// The text of a member that must be there.
    package func requiredString(_ name: String) -> String {
        if let text = string(name) { return text }
        if value[name] == nil { report(name, "is missing") }
        return ""
    }

    /// The truth value of a member.
    package func boolean(_ name: String, default fallback: Bool) -> Bool {
        guard let node = member(name) else { return fallback }
        guard case .boolean(let value) = node.value else {
            node.report(nil, "must be true or false")
            return fallback
        }
        return value
    }

    /// The integer of a member.
    package func integer(_ name: String) -> Int? {
        guard let node = member(name) else { return nil }
        guard case .integer(let value) = node.value, let number = Int(exactly: value) else {
            node.report(nil, "must be an integer")
            return nil
        }
        return number
    }

    /// One of a few words.
    package func word<T: RawRepresentable & CaseIterable>(_ name: String, default fallback: T) -> T
    where T.RawValue == String {
        guard let text = string(name) else { return fallback }
        guard let word = T(rawValue: text) else {
            report(name, "must be one of \(T.allCases.map(\.rawValue).joined(separator: ", "))")
            return fallback
        }
        return word
    }

    /// Refuses what no reader asked for: a misspelt setting must not be silently without effect.
    package func refuseUnknown() {
        guard case .object(let members) = value else { return report(nil, "must be a mapping") }
        for (name, _) in members where !read.contains(name) { report(name, "is not a known setting") }
    }

    /// This place as text; numbers count as the text they were written as only when quoted.
    package func text(_ problem: String) -> String? {
        guard case .string(let text) = value else {
            report(nil, problem)
            return nil
        }
        return text
    }

    private func path(to name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
