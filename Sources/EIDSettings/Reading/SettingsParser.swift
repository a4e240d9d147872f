import EIDMethod
import Yams

/// Reads YAML with the parts that surprise left out: no duplicate keys, no anchors or aliases, no tags, one document.
///
/// What remains is what a reader sees: sections, lists and single values.
package struct SettingsParser {
    /// The largest file taken, in bytes.
    package static let maximumBytes = 256 * 1024
    /// The deepest nesting taken.
    package static let maximumDepth = 16

    /// Parses a file's text; the only error is a `SettingsSyntaxError`.
    package static func parse(_ text: String) throws(SettingsSyntaxError) -> SettingsNode {
        guard text.utf8.count <= maximumBytes else {
            throw SettingsSyntaxError(line: 0, "is larger than \(maximumBytes / 1024) KiB")
        }
        do {
            // The parser must outlive its nodes: they refer to their anchors weakly.
            let parser = try Yams.Parser(yaml: text)
            return try withExtendedLifetime(parser) {
                guard let root = try parser.singleRoot() else { throw SettingsSyntaxError(line: 1, "is empty") }
                return try node(root, depth: 0)
            }
        } catch let error as SettingsSyntaxError {
            throw error
        } catch let error as YamlError {
            throw SettingsSyntaxError(error)
        } catch {
            throw SettingsSyntaxError(line: 0, "cannot be read as YAML")
        }
    }

    private static func node(_ node: Node, depth: Int) throws -> SettingsNode {
        let line = node.mark?.line ?? 0
        guard depth <= maximumDepth else { throw SettingsSyntaxError(line: line, "is nested too deeply") }
        guard node.anchor == nil else {
            throw SettingsSyntaxError(line: line, "has an anchor (&); write the value out where it is used")
        }
        switch node {
        case .scalar(let scalar):
            try refuseTag(scalar.tag, line, isQuoted: scalar.style != .plain)
            return SettingsNode(content: .scalar(scalar.string, isPlain: scalar.style == .plain), line: line)
        case .sequence(let sequence):
            try refuseTag(sequence.tag, line)
            return SettingsNode(content: .list(try sequence.map { try self.node($0, depth: depth + 1) }), line: line)
        case .mapping(let mapping):
            try refuseTag(mapping.tag, line)
            let members = try mapping.map { key, value in
                guard case .scalar(let name) = key, key.anchor == nil else {
                    throw SettingsSyntaxError(line: key.mark?.line ?? line, "has a key that is not a plain word")
                }
                return (key: name.string, value: try self.node(value, depth: depth + 1).at(key.mark?.line))
            }
            return SettingsNode(content: .section(members), line: line)
        case .alias:
            throw SettingsSyntaxError(line: line, "has an alias (*); write the value out")
        }
    }

    /// An untagged value has no tag, or the one that its quotes imply.
    private static func refuseTag(_ tag: Tag, _ line: Int, isQuoted: Bool = false) throws {
        let name = tag.description
        guard name.isEmpty || name == "!" || isQuoted && name == "tag:yaml.org,2002:str" else {
            throw SettingsSyntaxError(line: line, "has a tag (\(name)); types follow from the setting")
        }
    }
}

extension SettingsNode {
    /// The same value, reported at the line of its key: that is where an editor's reader looks.
    fileprivate func at(_ line: Int?) -> SettingsNode {
        SettingsNode(content: content, line: line ?? self.line)
    }
}
