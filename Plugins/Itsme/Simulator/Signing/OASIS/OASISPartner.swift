import EIDJSON
import EIDSimulator

/// Who calls the OASIS API, by TLS client certificate and address, and for which service (itsme-protocol §19).
struct OASISPartner {
    /// Stands in for a client certificate where there is no TLS; only from loopback, or without any network.
    static let header = "X-Client-Certificate-Subject"

    let client: ItsmeClient
    let service: ItsmeService

    /// Finds partner and service of a call; `named` is where the body names them.
    init(
        _ clients: [ItsmeClient],
        _ request: SimulatorRequest,
        named body: JSONValue?,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) {
        let partner = try exam.require(
            body?["partnerCode"]?.string.flatMap { $0.isEmpty ? nil : $0 },
            "§19.5",
            "MISSING_PARTNER_CODE",
            "partnerCode is missing",
            holds: "partnerCode is given"
        )
        let code = try exam.require(
            body?["serviceCode"]?.string.flatMap { $0.isEmpty ? nil : $0 },
            "§19.5",
            "MISSING_SERVICE_CODE",
            "serviceCode is missing",
            holds: "serviceCode is given"
        )
        let client = try exam.require(
            clients.first { $0.id.sameBytes(as: partner) && $0.signing?.certificateName != nil },
            "§19.5",
            "INVALID_REQUESTOR",
            "the partner is unknown or has no contract for the OASIS API",
            holds: "the partner is known"
        )
        exam.trace.client = client.id
        try Self.checkConnection(client, request, &exam)
        if let header = request.header("X-Partner-Code") {
            try exam.require(
                header.sameBytes(as: client.id),
                "§19",
                "INVALID_REQUESTOR",
                "X-Partner-Code names another partner",
                holds: "X-Partner-Code is the partnerCode"
            )
        }
        service = try exam.require(
            client.signingServices.first { $0.code.sameBytes(as: code) },
            "§19.5",
            "INVALID_REQUESTOR",
            "the service is unknown or not for signing",
            holds: "the service is known"
        )
        self.client = client
    }

    /// Whether a connection is allowed at all, whoever it claims to be from.
    static func checkConnection(
        _ clients: [ItsmeClient],
        _ request: SimulatorRequest,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) {
        let name = certificateName(request)
        let client = try exam.require(
            clients.first { client in client.signing?.certificateName.map { name.sameBytes(as: $0) } ?? false },
            "§19",
            "forbidden",
            "the client certificate is not registered",
            holds: "the client certificate is registered"
        )
        try checkAddress(client, request, &exam)
    }

    private static func checkConnection(
        _ client: ItsmeClient,
        _ request: SimulatorRequest,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) {
        try exam.require(
            certificateName(request).sameBytes(as: client.signing?.certificateName ?? ""),
            "§19",
            "forbidden",
            "the client certificate is not the partner's",
            holds: "the client certificate is the partner's"
        )
        try checkAddress(client, request, &exam)
    }

    private static func checkAddress(
        _ client: ItsmeClient,
        _ request: SimulatorRequest,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) {
        guard let allowed = client.signing?.addresses, !allowed.isEmpty, let address = request.remoteAddress else {
            return
        }
        try exam.require(
            allowed.contains(address),
            "§19",
            "forbidden",
            "the partner may not call from this address",
            holds: "the partner may call from this address"
        )
    }

    /// The common name that the server saw, or in plain mode what the header says.
    private static func certificateName(_ request: SimulatorRequest) -> String? {
        if let name = request.clientCertificateName { return name }
        let isLocal = request.remoteAddress.map { ["127.0.0.1", "::1"].contains($0) } ?? true
        guard isLocal, let value = request.header(header) else { return nil }
        return value.hasPrefix("CN=") ? String(value.dropFirst(3)) : value
    }

    /// Demands the one address that is registered for the service.
    func requireRedirect(_ value: JSONValue?, _ exam: inout Examination) throws(ItsmeRefusal) -> String {
        let url = try exam.require(
            value?.string.flatMap { (1...255).contains($0.utf8.count) && $0.contains("://") ? $0 : nil },
            "§19.5",
            "INVALID_URL",
            "redirectUrl is missing or not a URL of at most 255 characters",
            holds: "redirectUrl is a URL"
        )
        try exam.require(
            service.redirectURIs.first.map { url.sameBytes(as: $0) } ?? false,
            "§19.5",
            "UNAUTHORIZED_URL",
            "redirectUrl is not exactly the one of the service",
            holds: "redirectUrl is exactly the one of the service"
        )
        return url
    }
}
