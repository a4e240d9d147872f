/// A request as a simulator sees it, whatever carried it: a socket in a demo, a function call in a test.
public struct SimulatorRequest: Sendable {
    /// The verb, in capitals.
    public var method: String
    /// The path as sent, still percent-encoded, without the query.
    public var path: String
    /// What follows the question mark, as sent; empty when there is none.
    public var query: String
    /// Header fields, in order.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]
    /// The address of the caller, where there is a network.
    public var remoteAddress: String?
    /// The common name of the client's TLS certificate, where it showed one that was verified.
    public var clientCertificateName: String?

    /// Makes a request.
    public init(
        method: String,
        path: String,
        query: String = "",
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        remoteAddress: String? = nil,
        clientCertificateName: String? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.remoteAddress = remoteAddress
        self.clientCertificateName = clientCertificateName
    }

    /// The first field of a name, compared without case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The parameters of the query, or `nil` when it is not well-formed.
    public var queryFields: FormFields? { FormFields(decoding: query.utf8) }

    /// The parameters of a form body, or `nil` when it is not well-formed.
    public var formFields: FormFields? { FormFields(decoding: body) }

    /// The token of an `Authorization: Bearer` field (RFC 6750 §2.1).
    public var bearerToken: String? {
        guard let value = header("authorization") else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty else { return nil }
        return String(parts[1])
    }
}
