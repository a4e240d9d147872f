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

    /// Whether somebody on the path was in good standing as an issuer of qualified certificates at a moment.
    ///
    /// A service is its key and name (TS 119 612 §5.5.3), so a certificate renewed for the same key counts as well.
    public func isGranted(_ path: CertificatePath, at date: Date, for purpose: QCStatements.Purpose) -> Bool {
        if let nextUpdate, date > nextUpdate { return false }
        return path.certificates.dropFirst().contains { issuer in
            services.contains { service in
                service.isGranted(at: date, for: purpose)
                    && service.certificates.contains {
                        $0.key.der == issuer.key.der && $0.subject.der == issuer.subject.der
                    }
            }
        }
    }
}
