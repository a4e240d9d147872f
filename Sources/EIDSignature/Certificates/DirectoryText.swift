import SwiftASN1

/// The string types of X.520 as text.
enum DirectoryText {
    static func read(_ node: ASN1Node) -> String? {
        guard case .primitive(let bytes) = node.content, node.identifier.tagClass == .universal else { return nil }
        switch node.identifier.tagNumber {
        case 12, 18, 19, 22, 26: return String(validating: bytes, as: UTF8.self)
        case 20: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))  // T61, in practice Latin-1
        case 30:
            guard bytes.count.isMultiple(of: 2) else { return nil }
            let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
                UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
            }
            return String(validating: units, as: UTF16.self)
        default: return nil
        }
    }
}
