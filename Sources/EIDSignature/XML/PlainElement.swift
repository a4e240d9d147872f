/// One element of plain XML: elements, attributes and text, with every name space resolved.
///
/// Names are ASCII, so that comparing texts compares bytes.
package struct PlainElement: Hashable, Sendable {
    /// An attribute that is no declaration of a name space.
    package struct Attribute: Hashable, Sendable {
        let prefix: String
        package let name: String
        package let namespace: String
        package let value: String
    }

    /// What stands between the tags.
    package enum Child: Hashable, Sendable {
        case element(PlainElement)
        case text(String)
    }

    let prefix: String
    /// The name without its prefix.
    package let name: String
    /// The name space's address; empty where there is none.
    package let namespace: String
    /// The attributes in the order of the document.
    package let attributes: [Attribute]
    /// Every prefix with its address that holds here, declared here or further up; the empty prefix is the default.
    let scope: [String: String]
    /// What stands between the tags.
    package let children: [Child]

    /// The elements directly below.
    package var elements: [PlainElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The text, where there is nothing else; `nil` for an element with elements in it.
    package var text: String? {
        var all = ""
        for child in children {
            guard case .text(let text) = child else { return nil }
            all += text
        }
        return all
    }

    /// The value of an attribute without name space.
    package func attribute(_ name: String) -> String? {
        attributes.first { $0.namespace.isEmpty && $0.name == name }?.value
    }

    /// Whether it is an element of a name and name space.
    package func isNamed(_ name: String, in namespace: String) -> Bool {
        self.name == name && self.namespace == namespace
    }

    /// The elements directly below that have a name and the name space of this one.
    package func elements(named name: String) -> [PlainElement] {
        elements.filter { $0.isNamed(name, in: namespace) }
    }

    /// Calls for this element and each one below it.
    package func visit(_ body: (PlainElement) -> Void) {
        body(self)
        for element in elements { element.visit(body) }
    }

    /// Whether there is text between the elements that is more than layout.
    var hasLooseText: Bool {
        children.contains { child in
            if case .text(let text) = child { !text.utf8.allSatisfy(PlainXML.isSpace) } else { false }
        }
    }
}
