import EIDJSON
import EIDMethod

/// Turns what the file says into setting values, guided by what each setting should be.
///
/// The guide is needed in two places: a secret is read only where a setting is one, and a text may look like a number.
struct SettingsDecoder {
    let secrets: SecretSource
    /// Whether secrets are read; a disabled method's are not, because they may not exist yet.
    var readsSecrets = true
    /// What was wrong while decoding; the values there are stand-ins.
    private(set) var issues: [ConfigurationIssue] = []
    /// What is allowed but unwise.
    private(set) var warnings: [ConfigurationIssue] = []
    /// Where each path stands in the file.
    private(set) var lines: [String: Int] = [:]

    init(secrets: SecretSource) { self.secrets = secrets }

    /// Decodes a node as a kind; without one, as it looks.
    mutating func decode(_ node: SettingsNode, as kind: Setting.Kind?, at path: String) -> SettingValue? {
        lines[path] = node.line
        switch (kind, node.content) {
        case (.secret, _):
            return .secret(secret(node, at: path))
        case (.file(let limit), _):
            return .file(file(node, limit: limit, at: path))
        case (.keySet(let limit), .section(let members)) where members.contains { $0.key == "file" }:
            return .file(file(node, limit: limit, at: path))
        case (.keySet(let limit), .section(let members)) where members.contains { $0.key == "keys" }:
            return .file(keySet(node, limit: limit, at: path))
        case (.text, .scalar(let text, let isPlain)), (.choice, .scalar(let text, let isPlain)),
            (.url, .scalar(let text, let isPlain)):
            return isPlain && node.natural == nil ? absent(at: path) : .text(text)
        case (.section(let settings), .section(let members)):
            return section(members, at: path) { key in settings.first { $0.key == key }?.kind }
        case (.map(let kind), .section(let members)):
            return section(members, at: path) { _ in kind }
        case (.list(let kind), .list(let nodes)):
            return .list(nodes.enumerated().compactMap { decode($1, as: kind, at: "\(path)[\($0)]") })
        case (_, .section(let members)):
            return section(members, at: path) { _ in nil }
        case (_, .list(let nodes)):
            return .list(nodes.enumerated().compactMap { decode($1, as: nil, at: "\(path)[\($0)]") })
        case (_, .scalar):
            return node.natural ?? absent(at: path)
        }
    }

    /// Records an issue that only the file shows.
    mutating func report(_ path: String, _ message: String) { issues.append(.init(path, message)) }

    /// Records where a path stands.
    mutating func place(_ path: String, at line: Int) { lines[path] = line }

    private mutating func section(
        _ members: [(key: String, value: SettingsNode)],
        at path: String,
        kind: (String) -> Setting.Kind?
    ) -> SettingValue {
        var section: [String: SettingValue] = [:]
        for (key, node) in members {
            section[key] = decode(node, as: kind(key), at: path.isEmpty ? key : "\(path).\(key)")
        }
        return .section(section)
    }

    private mutating func absent(at path: String) -> SettingValue? {
        report(path, "has no value")
        return nil
    }

    private mutating func file(_ node: SettingsNode, limit: Int, at path: String) -> [UInt8] {
        do throws(SecretSource.Absence) {
            return readsSecrets ? try secrets.content(of: node, limit: limit) : []
        } catch {
            report(path, error.message)
            return []
        }
    }

    private mutating func keySet(_ node: SettingsNode, limit: Int, at path: String) -> [UInt8] {
        let set = InlineKeySet(node)
        guard set.issues.isEmpty else {
            issues += set.issues.map { $0.under(path) }
            return []
        }
        let bytes = set.json.serialized()
        if bytes.count > limit { report(path, "is larger than \(limit / 1024) KiB") }
        return bytes
    }

    private mutating func secret(_ node: SettingsNode, at path: String) -> Secret<String> {
        do throws(SecretSource.Absence) {
            guard readsSecrets else {
                _ = try SecretSource.place(node)
                return Secret("")
            }
            let found = try secrets.read(node)
            if let warning = found.warning { warnings.append(.init(path, warning)) }
            return found.secret
        } catch {
            report(path, error.message)
            return Secret("")
        }
    }
}
