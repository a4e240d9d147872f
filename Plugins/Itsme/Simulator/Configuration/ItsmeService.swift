import FoundationEssentials

/// One user flow of a partner; its type decides what a request must hold.
public struct ItsmeService: Sendable {
    /// What a service is for.
    ///
    /// Confirmation and data sharing are not simulated yet.
    public enum Kind: String, CaseIterable, Sendable {
        /// Recurring login; nothing but the subject is expected.
        case authentication
        /// Verification of an identity; at least one claim must be asked.
        case identification
        /// Qualified signatures, by the CSC API or the OASIS API.
        case signing
    }

    /// The code that follows `service:` in the scope.
    public var code: String
    /// What it is for.
    public var kind: Kind
    /// Where browsers may be sent back to; compared as exact strings.
    public var redirectURIs: [String]
    /// From where request objects may be fetched.
    public var requestURIs: [String]

    /// Makes a service.
    public init(code: String, kind: Kind, redirectURIs: [String], requestURIs: [String] = []) {
        self.code = code
        self.kind = kind
        self.redirectURIs = redirectURIs
        self.requestURIs = requestURIs
    }

    /// What §6.5 has against an address of request objects: it is https and names port 443, default or not.
    static func requestURIProblem(_ location: String) -> String? {
        guard let url = URL(string: location), url.host() != nil else { return "is not a URL" }
        return url.scheme == "https" && url.port == 443 ? nil : "must be https and name port 443"
    }
}
