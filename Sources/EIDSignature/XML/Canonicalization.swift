/// How XML is written before it is hashed.
package enum Canonicalization: String, Sendable, CaseIterable {
    /// Canonical XML 1.0 without comments: an element takes along every name space that holds for it.
    case inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    /// Exclusive canonical XML 1.0 without comments: only the name spaces that it uses.
    case exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"

    /// The canonical form of an element and everything in it.
    package func bytes(of element: PlainElement) -> [UInt8] {
        var output: [UInt8] = []
        write(element, declared: [:], to: &output)
        return output
    }

    /// `declared` is what the elements around it have written already.
    private func write(_ element: PlainElement, declared: [String: String], to output: inout [UInt8]) {
        let qualified = Self.qualified(element.prefix, element.name)
        output += "<\(qualified)".utf8
        var declared = declared
        for (prefix, address) in declarations(for: element, declared) {
            output += (prefix.isEmpty ? " xmlns=\"" : " xmlns:\(prefix)=\"").utf8
            Self.escape(address, inAttribute: true, to: &output)
            output.append(UInt8(ascii: "\""))
            declared[prefix] = address.isEmpty ? nil : address
        }
        let sorted = element.attributes.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
        for attribute in sorted {
            output += " \(Self.qualified(attribute.prefix, attribute.name))=\"".utf8
            Self.escape(attribute.value, inAttribute: true, to: &output)
            output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: ">"))
        for child in element.children {
            switch child {
            case .element(let element): write(element, declared: declared, to: &output)
            case .text(let text): Self.escape(text, inAttribute: false, to: &output)
            }
        }
        output += "</\(qualified)>".utf8
    }

    /// What is not known to the reader yet, the default first and then by prefix.
    private func declarations(for element: PlainElement, _ declared: [String: String]) -> [(String, String)] {
        let prefixes: Set<String> =
            switch self {
            case .inclusive: Set(element.scope.keys).union([""])
            case .exclusive:
                Set(element.attributes.map(\.prefix).filter { !$0.isEmpty }).union([element.prefix])
            }
        return prefixes.sorted().compactMap { prefix in
            let address = element.scope[prefix] ?? ""
            return address == declared[prefix] ?? "" ? nil : (prefix, address)
        }
    }

    private static func qualified(_ prefix: String, _ name: String) -> String {
        prefix.isEmpty ? name : "\(prefix):\(name)"
    }

    private static func escape(_ text: String, inAttribute: Bool, to output: inout [UInt8]) {
        for byte in text.utf8 {
            switch (byte, inAttribute) {
            case (UInt8(ascii: "&"), _): output += "&amp;".utf8
            case (UInt8(ascii: "<"), _): output += "&lt;".utf8
            case (UInt8(ascii: ">"), false): output += "&gt;".utf8
            case (UInt8(ascii: "\r"), _): output += "&#xD;".utf8
            case (UInt8(ascii: "\""), true): output += "&quot;".utf8
            case (UInt8(ascii: "\t"), true): output += "&#x9;".utf8
            case (UInt8(ascii: "\n"), true): output += "&#xA;".utf8
            default: output.append(byte)
            }
        }
    }
}
