package import EIDJSON
import Yams

/// YAML as the tree that the rest of the code reads.
package enum YAMLTree {
    /// Reads one document; doubled keys are an error of the YAML reader.
    package static func json(from yaml: String) throws -> JSON {
        guard let node = try Yams.compose(yaml: yaml) else { return [:] }
        return convert(node)
    }

    private static func convert(_ node: Node) -> JSON {
        switch node {
        case .mapping(let mapping):
            return .object(mapping.map { (name: $0.key.string ?? "", value: convert($0.value)) })
        case .sequence(let sequence):
            return .array(sequence.map(convert))
        case .scalar(let scalar):
            guard scalar.style == .plain else { return .string(scalar.string) }
            if node.null != nil { return .null }
            if let boolean = node.bool { return .boolean(boolean) }
            if let integer = node.int { return .integer(Int64(integer)) }
            return .string(scalar.string)
        default:
            return .null
        }
    }
}
