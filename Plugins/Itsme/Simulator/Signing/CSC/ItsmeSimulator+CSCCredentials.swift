import EIDJOSE
import EIDJSON
import EIDSimulator
import EIDSimulatorTrust

/// What the CSC API tells about itself and about the person's one credential (itsme-protocol §§18.2, 18.5, 18.6).
extension ItsmeSimulator {
    /// The algorithm of every signature: sha256WithRSAEncryption.
    static let signatureAlgorithm = "1.2.840.113549.1.1.11"

    func cscInfo(_ request: SimulatorRequest) -> SimulatorResponse {
        cscAnswer { exam throws(ItsmeRefusal) in
            let body = request.body.isEmpty ? nil : try cscBody(request, "CSC info request", &exam)
            let language = PageLanguage(code: body?["lang"]?.string) ?? .en
            return .json(
                200,
                [
                    // CSC 1.0.4.0 prescribes this string.
                    "specs": "1.0.3.0", "name": "itsme® simulator",
                    "logo": .string(configuration.baseURL + ServiceLogo.path), "region": "BE",
                    "lang": .string(language == .en ? "EN-US" : language.rawValue.uppercased()),
                    "description": .string(PageText.banner.text(language)), "authType": ["oauth2code"],
                    // Already complete, unlike in CSC 1.0.4 (§18.2).
                    "oauth2": .string(configuration.baseURL + SigningRoute.csc + "/oauth2/authorize"),
                    "methods": .strings(SigningRoute.methods),
                ]
            )
        }
    }

    func cscList(_ request: SimulatorRequest) -> SimulatorResponse {
        cscAnswer { exam throws(ItsmeRefusal) in
            let bearer = try cscBearer(request, &exam)
            let body = try cscBody(request, "credentials/list request", &exam)
            try exam.require(
                body["userID"].map(\.isNull) ?? true,
                "§18.5",
                "invalid_request",
                "userID parameter MUST be null"
            )
            try exam.require(
                body["maxResults"]?.integer.map { (1...300).contains($0) } ?? false,
                "§18.5",
                "invalid_request",
                "Invalid parameter maxResults",
                holds: "maxResults is 1 to 300"
            )
            try exam.require(
                body["pageToken"].map(\.isNull) ?? true,
                "§18.5",
                "invalid_request",
                "Invalid parameter pageToken",
                holds: "there is no pageToken"
            )
            let credential = try credential(of: bearer, &exam)
            exam.issued("§18.5", "one credentialID")
            return .json(200, ["credentialIDs": .strings([credential.id])])
        }
    }

    func cscCredential(_ request: SimulatorRequest) -> SimulatorResponse {
        cscAnswer { exam throws(ItsmeRefusal) in
            let bearer = try cscBearer(request, &exam)
            let body = try cscBody(request, "credentials/info request", &exam)
            let credential = try credential(named: body, of: bearer, "§18.6", &exam)
            try exam.require(
                body["certificates"]?.string == "chain",
                "§18.6",
                "invalid_request",
                "Invalid parameter certificates",
                holds: "certificates is chain"
            )
            let isDetailed = body["certInfo"]
            try exam.require(
                isDetailed.map { $0.boolean != nil || $0.isNull } ?? true,
                "§18.6",
                "invalid_request",
                "Invalid parameter certInfo",
                holds: "certInfo, where given, is a boolean"
            )
            try exam.require(
                body["authInfo"].map(\.isNull) ?? true,
                "§18.6",
                "invalid_request",
                "authInfo is not supported",
                holds: "there is no authInfo"
            )
            let summary = isDetailed?.boolean ?? false ? try summary(of: credential, &exam) : nil
            exam.issued("§18.6", "certificate chain")
            return .json(200, describe(credential, bearer, summary))
        }
    }

    private func summary(
        of credential: SigningState.Credential,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> CertificateSummary {
        do {
            return try CertificateSummary(credential.issued.certificate)
        } catch {
            throw exam.refuse("server_error", "§18.6", "the certificate cannot be read")
        }
    }

    private func describe(
        _ credential: SigningState.Credential,
        _ bearer: CSCBearer,
        _ summary: CertificateSummary?
    ) -> JSON {
        var certificate: JSON = [
            "status": .string(credential.status),
            "certificates": .strings(credential.issued.chain.map { Base64.encode($0) }),
        ]
        if let summary {
            certificate["issuerDN"] = .string(summary.issuer)
            certificate["serialNumber"] = .string(summary.serialNumber)
            certificate["subjectDN"] = .string(summary.subject)
            certificate["validFrom"] = .string(summary.validFrom)
            certificate["validTo"] = .string(summary.validTo)
        }
        let allowsBatch = configuration.clients.first { $0.id.sameBytes(as: bearer.client) }?.signing?.allowsBatch
        return [
            "description": .null,
            "key": ["status": "enabled", "algo": .strings([Self.signatureAlgorithm]), "len": 2048],
            "cert": certificate, "authMode": "oauth2code", "SCAL": "2",
            // Texts where one expects booleans, and the other way round: as documented (§18.6).
            "PIN": ["presence": "false", "label": .null, "description": .null],
            "OTP": [
                "presence": "false", "type": .null, "ID": .null, "provider": .null, "format": .null, "label": .null,
                "description": .null,
            ],
            "multiSign": .boolean(allowsBatch ?? false),
        ]
    }

    /// The JSON body of a call.
    func cscBody(
        _ request: SimulatorRequest,
        _ text: String,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> JSONValue {
        let value = try? JSONValue.parse(request.body)
        let body = try exam.require(
            value.flatMap { $0.kind == .object ? $0 : nil },
            "§18",
            "invalid_request",
            "the body must be a JSON object",
            holds: "the body is a JSON object"
        )
        exam.received(text, JSON(body))
        try exam.require(
            body["clientData"] == nil,
            "§18",
            "invalid_request",
            "clientData is not supported",
            holds: "there is no clientData"
        )
        return body
    }

    /// The token of the first dance, in the header.
    func cscBearer(_ request: SimulatorRequest, _ exam: inout Examination) throws(ItsmeRefusal) -> CSCBearer {
        let token = try exam.require(
            request.bearerToken,
            "§18.9",
            "invalid_request",
            "Malformed authorization header",
            holds: "there is a bearer token"
        )
        let isActivation = signing.activations[token] != nil
        let bearer = try exam.require(
            signing.bearers[token],
            "§18.9",
            "invalid_token",
            isActivation ? "the SAD is not an access token" : "the access token is unknown or revoked",
            holds: "the access token is known"
        )
        exam.trace.client = bearer.client
        exam.trace.action = bearer.action
        try exam.require(
            clock.seconds < bearer.expires,
            "§18.9",
            "invalid_token",
            "the access token has expired",
            holds: "the access token is fresh"
        )
        return bearer
    }

    /// The credential that a body names; it must be the person's own.
    func credential(
        named body: JSONValue,
        of bearer: CSCBearer,
        _ rule: String,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> SigningState.Credential {
        let id = try exam.require(
            body["credentialID"]?.string,
            rule,
            "invalid_request",
            "Missing (or invalid type) string parameter credentialID",
            holds: "credentialID is given"
        )
        let own = try credential(of: bearer, &exam)
        try exam.require(
            own.id.sameBytes(as: id),
            rule,
            "invalid_request",
            "Invalid parameter credentialID",
            holds: "credentialID is the person's own"
        )
        return own
    }

    private func credential(
        of bearer: CSCBearer,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> SigningState.Credential {
        // An account that was created anew has lost its credential, and with it what the token opened.
        try exam.require(
            signing.credentials[bearer.persona],
            "§18.5",
            "invalid_token",
            "the credential is gone",
            holds: "the person has a credential"
        )
    }
}
