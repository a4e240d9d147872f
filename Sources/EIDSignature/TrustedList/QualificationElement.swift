/// What a trusted list says of the certificates of a service that some criteria pick (ETSI TS 119 612 §5.5.9.2).
struct QualificationElement: Hashable, Sendable {
    /// What it says.
    let qualifiers: Set<Qualifier>
    /// Of which certificates.
    let criteria: CertificateCriteria

    /// Reads an element; what it does not understand is unknown, and refused only where it is too large.
    init(_ element: ListElement) throws(SignatureError) {
        let uris = element.children.filter { $0.name == "Qualifiers" }.flatMap(\.children)
            .map { $0.attributes["uri"] ?? "" }
        qualifiers = Set(uris.map { Qualifier(uri: $0) })
        let lists = element.children.filter { $0.name == "CriteriaList" }
        guard let list = lists.first, lists.count == 1 else {
            criteria = .unknown
            return
        }
        criteria = try CertificateCriteria(list)
    }
}
