/// Collects one `Qualifications` extension while the XML goes by, within bounds.
struct QualificationReader {
    /// How many elements of XML one extension may have; large lists have a few hundred.
    static let maximumElements = 20_000

    /// The elements that are open, from the outside.
    private var open: [ListElement]
    private var count = 0

    init() { open = [ListElement(name: "Qualifications", attributes: [:])] }

    mutating func start(_ name: String, _ attributes: [String: String]) throws(SignatureError) {
        count += 1
        guard count <= Self.maximumElements else {
            throw SignatureError(.malformed, "the trusted list says too much about one service")
        }
        open.append(ListElement(name: name, attributes: attributes))
    }

    /// Ends the innermost element; what has come together once the extension itself ends, `nil` before.
    mutating func end(text: String) throws(SignatureError) -> [QualificationElement]? {
        guard var ended = open.popLast() else { return [] }
        ended.text = text
        guard open.isEmpty else {
            open[open.count - 1].children.append(ended)
            return nil
        }
        var elements: [QualificationElement] = []
        for child in ended.children where child.name == "QualificationElement" {
            elements.append(try QualificationElement(child))
        }
        return elements
    }
}
