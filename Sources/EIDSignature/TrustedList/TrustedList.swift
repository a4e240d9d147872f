public import FoundationEssentials
import FoundationXML

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
        guard xml.count <= 64 * 1024 * 1024, !Self.contains("<!DOCTYPE", xml), !Self.contains("<!ENTITY", xml) else {
            throw SignatureError(.malformed, "the trusted list is too large or declares a document type")
        }
        let reader = TrustedListReader()
        let parser = XMLParser(data: Data(xml))
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        guard parser.parse(), reader.failure == nil, reader.isComplete else {
            throw reader.failure ?? SignatureError(.malformed, "the trusted list is not complete XML")
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

    private static func contains(_ word: String, _ bytes: [UInt8]) -> Bool {
        let word = Array(word.utf8)
        return bytes.indices.contains { bytes[$0] == word[0] && bytes[$0...].starts(with: word) }
    }
}
