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

    /// Whether it was in good standing as an issuer of qualified certificates at a moment, for a purpose.
    func isGranted(at date: Date, for purpose: QCStatements.Purpose) -> Bool {
        guard let current = statuses.first(where: { $0.since <= date }), current.type == Self.qualifiedIssuer else {
            return false
        }
        let isGood = current.status == Self.granted || Self.olderGranted.contains(current.status)
        let wanted = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/" + Self.word(purpose)
        return isGood && (current.purposes.isEmpty || current.purposes.contains(wanted))
    }

    private static func word(_ purpose: QCStatements.Purpose) -> String {
        switch purpose {
        case .signature: "ForeSignatures"
        case .seal: "ForeSeals"
        case .website: "ForWebSiteAuthentication"
        }
    }
}
