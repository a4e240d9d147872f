/// Reading criteria as a trusted list writes them.
extension CertificateCriteria {
    /// How deep lists of criteria may stand in one another.
    static let maximumDepth = 8

    /// Reads a `CriteriaList`; refuses one that is too deep, and takes what it does not know as unknown.
    init(_ list: ListElement, depth: Int = 1) throws(SignatureError) {
        guard depth <= Self.maximumDepth else {
            throw SignatureError(.malformed, "the criteria of the trusted list are too deep")
        }
        var criteria: [CertificateCriteria] = []
        for child in list.children where child.name != "Description" {
            criteria.append(try Self.criterion(child, depth: depth))
        }
        guard let assertion = list.attributes["assert"].flatMap(Assertion.init), !criteria.isEmpty else {
            self = .unknown
            return
        }
        self = .list(assertion, criteria)
    }

    private static func criterion(_ element: ListElement, depth: Int) throws(SignatureError) -> CertificateCriteria {
        switch element.name {
        case "KeyUsage":
            return values(element.children, named: "KeyUsageBit", use).map(CertificateCriteria.keyUsage) ?? .unknown
        case "PolicySet":
            return values(element.children, named: "PolicyIdentifier", identifier).map(CertificateCriteria.policies)
                ?? .unknown
        case "CriteriaList": return try CertificateCriteria(element, depth: depth + 1)
        case "otherCriteriaList":
            guard !element.children.isEmpty else { return .unknown }
            return .list(.all, element.children.map(other))
        default: return .unknown
        }
    }

    /// TS 119 612 annex C.2: the two kinds that the standard itself defines.
    private static func other(_ element: ListElement) -> CertificateCriteria {
        switch element.name {
        case "ExtendedKeyUsage":
            values(element.children, named: "KeyPurposeId", identifier).map(CertificateCriteria.extendedUsage)
                ?? .unknown
        case "CertSubjectDNAttribute":
            values(element.children, named: "AttributeOID", identifier).map(CertificateCriteria.nameAttributes)
                ?? .unknown
        default: .unknown
        }
    }

    /// Every child of a name, if there are some and each can be read.
    private static func values<Value>(
        _ children: [ListElement],
        named name: String,
        _ read: (ListElement) -> Value?
    ) -> [Value]? {
        let known = children.filter { $0.name != "Description" }
        let values = known.compactMap { $0.name == name ? read($0) : nil }
        return values.count == known.count && !values.isEmpty ? values : nil
    }

    private static func use(_ element: ListElement) -> Use? {
        let words = ["true": true, "1": true, "false": false, "0": false]
        guard let name = element.attributes["name"], let bit = bits.firstIndex(of: name),
            let isSet = words[element.text]
        else { return nil }
        return Use(usage: KeyUsage(rawValue: 1 << UInt16(bit)), isSet: isSet)
    }

    /// RFC 5280 §4.2.1.3, in the order of the bits.
    private static let bits = [
        "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
        "crlSign", "encipherOnly", "decipherOnly",
    ]

    /// An identifier, plain or as `urn:oid:…`.
    private static func identifier(_ element: ListElement) -> OID? {
        guard let text = element.children.first(where: { $0.name == "Identifier" })?.text else { return nil }
        let prefix = "urn:oid:"
        return OID(text.lowercased().hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
    }
}
