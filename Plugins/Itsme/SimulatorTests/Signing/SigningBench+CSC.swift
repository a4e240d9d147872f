import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator

/// What a partner does at the CSC API.
extension SigningBench {
    /// A correct account token; `nil` removes a claim.
    func accountToken(
        client: String = SigningBench.batch,
        header: JSON = ["typ": "JWT", "alg": "HS256"],
        key: [UInt8] = Array(SigningBench.secret.utf8),
        _ changes: [String: JSON?] = [:]
    ) -> String {
        let claims = JSON.object([
            ("sub", "acct-1"), ("iat", .integer(Int64(clock.seconds))), ("jti", .string(SecureRandom.token())),
            ("iss", "Broker"), ("azp", .string(client)),
        ]).changed(changes)
        let text = "\(Base64URL.encode(header.serialized())).\(Base64URL.encode(claims.serialized()))"
        return "\(text).\(Base64URL.encode(HMACSHA256.code(for: Array(text.utf8), key: key)))"
    }

    /// The parameters of a correct first dance.
    func identification(_ changes: [String: String?] = [:]) -> [(name: String, value: String)] {
        changed(
            [
                ("response_type", "code"), ("client_id", Self.batch), ("redirect_uri", Self.redirect),
                ("scope", "service"), ("account_token", accountToken()), ("state", "s +/%~é"), ("lang", "NL"),
            ],
            changes
        )
    }

    /// The parameters of a correct second dance.
    func approval(
        _ credential: String,
        _ digests: [[UInt8]] = SigningBench.digests,
        _ changes: [String: String?] = [:]
    ) -> [(name: String, value: String)] {
        changed(
            [
                ("response_type", "code"), ("client_id", Self.batch), ("redirect_uri", Self.redirect),
                ("scope", "credential"), ("account_token", accountToken()), ("state", "s2"),
                ("credentialID", credential), ("numSignatures", "\(digests.count)"),
                ("hash", digests.map { Base64URL.encode($0) + "=" }.joined(separator: ",")),
            ],
            changes
        )
    }

    private func changed(
        _ fields: [(name: String, value: String)],
        _ changes: [String: String?]
    ) -> [(name: String, value: String)] {
        var fields = fields
        for (name, value) in changes {
            fields.removeAll { $0.name == name }
            if let value { fields.append((name, value)) }
        }
        return fields
    }

    func authorize(_ fields: [(name: String, value: String)]) async -> SimulatorResponse {
        await get("/csc/v1/oauth2/authorize", FormFields(fields).encoded)
    }

    /// The error with which an authorization is sent back.
    func refusal(_ fields: [(name: String, value: String)]) async -> (code: String?, text: String?) {
        let query = PartnerBench.query(of: await authorize(fields).header("Location"))
        return (query?["error"], query?["error_description"])
    }

    /// Plays browser and person.
    func walk(
        _ fields: [(name: String, value: String)],
        _ decision: ItsmeDecision = .approve,
        persona: String = "lotte"
    ) async throws -> FormFields {
        let url = "https://sim.example/csc/v1/oauth2/authorize?" + FormFields(fields).encoded
        return PartnerBench.query(of: try await control.walk(url, decision, persona: persona)) ?? FormFields()
    }

    func redemption(_ code: String, _ changes: [String: JSON?] = [:]) -> JSON {
        JSON.object([
            ("grant_type", "authorization_code"), ("client_id", .string(Self.batch)),
            ("client_secret", .string(Self.secret)), ("code", .string(code)), ("redirect_uri", .string(Self.redirect)),
        ]).changed(changes)
    }

    func redeem(_ code: String, _ changes: [String: JSON?] = [:]) async throws -> JSONValue {
        try JSONValue.parse(await post("/csc/v1/oauth2/token", redemption(code, changes)).body)
    }

    /// A whole first dance: the bearer token.
    func bearer(persona: String = "lotte") async throws -> String {
        try await redeem(walk(identification(), persona: persona)["code"] ?? "").requireString("access_token")
    }

    /// A whole second dance: the signature activation data.
    func activation(
        _ credential: String,
        _ digests: [[UInt8]] = SigningBench.digests,
        persona: String = "lotte"
    ) async throws -> String {
        let back = try await walk(approval(credential, digests), persona: persona)
        return try await redeem(back["code"] ?? "").requireString("access_token")
    }

    func call(_ method: String, _ body: JSON, _ bearer: String) async -> SimulatorResponse {
        await post("/csc/v1/\(method)", body, headers: [("Authorization", "bearer \(bearer)")])
    }

    func credentialID(_ bearer: String) async throws -> String {
        let answer = try JSONValue.parse(await call("credentials/list", ["maxResults": 10], bearer).body)
        return try answer.requireStrings("credentialIDs").first ?? ""
    }

    func credential(_ id: String, _ bearer: String) async throws -> JSONValue {
        let body: JSON = ["credentialID": .string(id), "certificates": "chain", "certInfo": true]
        return try JSONValue.parse(await call("credentials/info", body, bearer).body)
    }

    /// The certificates of an answer.
    static func chain(_ info: JSONValue) -> [[UInt8]] {
        (info["cert"]?["certificates"]?.strings ?? []).compactMap { Base64.decode($0) }
    }

    func order(
        _ credential: String,
        _ activation: String,
        _ digests: [[UInt8]] = SigningBench.digests,
        _ changes: [String: JSON?] = [:]
    ) -> JSON {
        JSON.object([
            ("credentialID", .string(credential)), ("SAD", .string(activation)),
            ("hash", .strings(digests.map { Base64.encode($0) })), ("signAlgo", "1.2.840.113549.1.1.11"),
        ]).changed(changes)
    }

    /// Signature values of an answer.
    static func values(_ answer: SimulatorResponse) throws -> [[UInt8]] {
        try JSONValue.parse(answer.body).requireStrings("signatures").compactMap { Base64.decode($0) }
    }
}
