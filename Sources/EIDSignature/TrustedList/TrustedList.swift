public import FoundationEssentials

/// A national trusted list (ETSI TS 119 612), read from a file that the operator trusts.
///
/// Its own signature is not verified here: whoever puts the file in place vouches for it.
public struct TrustedList: Sendable {
    /// The country whose list it is.
    public let territory: String?
    /// When the next list is due; an older one says nothing about today.
    public let nextUpdate: Date?
    /// The services that issue certificates; others are left out.
    public let services: [TrustedService]

    /// Reads a list; document types, and with them entities, are refused.
    public init(xml: [UInt8]) throws(SignatureError) {
        let reader = TrustedListReader()
        do throws(SignatureError) {
            try UntrustedXML.parse(xml, of: "the trusted list", limit: 64 * 1024 * 1024, reader)
        } catch { throw reader.failure ?? error }
        guard reader.failure == nil, reader.isComplete else {
            throw reader.failure ?? SignatureError(.malformed, "the trusted list is not complete")
        }
        territory = reader.territory
        nextUpdate = reader.nextUpdate
        services = reader.services
    }

    /// Every certificate of a service that issues or issued qualified certificates, as anchors for paths.
    public var anchors: TrustAnchors {
        var anchors: [Certificate] = []
        for service in services where service.statuses.contains(where: { $0.type == TrustedService.qualifiedIssuer }) {
            anchors += service.certificates.filter { !anchors.contains($0) }
        }
        return TrustAnchors(anchors)
    }

    /// What the first certificate on a path is at a moment, as this list overrules it.
    ///
    /// `nil` where nobody on the path was in good standing then as an issuer of qualified certificates of its purpose, and
    /// where the list is older than that.
    func status(of path: CertificatePath, at date: Date) -> QualifiedStatus? {
        if let nextUpdate, date > nextUpdate { return nil }
        guard let leaf = path.certificates.first else { return nil }
        let issuers = path.certificates.dropFirst()
        let granted = services.filter { issuers.contains(where: $0.isIssuer) }.compactMap { $0.granted(at: date) }
        guard !granted.isEmpty else { return nil }
        var (certain, possible): (Set<Qualifier>, Set<Qualifier>) = ([], [])
        for element in granted.flatMap(\.qualifications) {
            switch element.criteria.matches(leaf) {
            case true?: certain.formUnion(element.qualifiers)
            case nil: possible.formUnion(element.qualifiers)
            case false?: break
            }
        }
        var status = QualifiedStatus(leaf)
        status.apply(certain, possible: possible)
        return status.limited(to: granted.reduce(into: []) { $0.formUnion($1.allowed) })
    }
}
