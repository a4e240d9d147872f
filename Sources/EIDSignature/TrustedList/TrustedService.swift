public import FoundationEssentials

/// One service of a trusted list, with what it was allowed to do and since when.
public struct TrustedService: Hashable, Sendable {
    /// A status and when it began.
    public struct Status: Hashable, Sendable {
        /// The identifier of the service's type; ``TrustedService/qualifiedIssuer`` issues qualified certificates.
        public let type: String
        /// The identifier of the status; ``TrustedService/granted`` is the good one.
        public let status: String
        /// When it began; it ends where the next one begins.
        public let since: Date
        /// What the certificates are for, as identifiers; empty in lists that do not say.
        public let purposes: Set<String>
        /// What is said of some of the certificates.
        let qualifications: [QualificationElement]

        /// What the certificates may be for.
        var allowed: Set<QCStatements.Purpose> {
            guard !purposes.isEmpty else { return Set(QCStatements.Purpose.all) }
            let prefix = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/"
            return Set(QCStatements.Purpose.all.filter { purposes.contains(prefix + TrustedService.word($0)) })
        }
    }

    /// The service's certificates: its own key, or several of the same.
    public let certificates: [Certificate]
    /// Every status it ever had, newest first.
    public let statuses: [Status]

    /// Issues qualified certificates.
    public static let qualifiedIssuer = "http://uri.etsi.org/TrstSvc/Svctype/CA/QC"
    /// Supervised and in good standing.
    public static let granted = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted"
    /// The words before the eIDAS regulation applied, in July 2016, for the same standing.
    static let olderGranted: Set<String> = [
        "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/undersupervision",
        "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/accredited",
        "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/supervisionincessation",
    ]

    /// The status at a moment, if it is a good one of an issuer of qualified certificates.
    func granted(at date: Date) -> Status? {
        guard let current = statuses.first(where: { $0.since <= date }), current.type == Self.qualifiedIssuer,
            current.status == Self.granted || Self.olderGranted.contains(current.status)
        else { return nil }
        return current
    }

    /// Whether an issuer is this service, which is its key and name (TS 119 612 §5.5.3): a certificate renewed for the same
    /// key counts as well.
    func isIssuer(_ issuer: Certificate) -> Bool {
        certificates.contains { $0.key.der == issuer.key.der && $0.subject.der == issuer.subject.der }
    }

    fileprivate static func word(_ purpose: QCStatements.Purpose) -> String {
        switch purpose {
        case .signature: "ForeSignatures"
        case .seal: "ForeSeals"
        case .website: "ForWebSiteAuthentication"
        }
    }
}
