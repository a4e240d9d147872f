import EIDJOSE
import EIDJSON
import EIDSimulator

/// The rules for how a partner proves who it is at the token endpoint (§5).
struct ClientProof {
    static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    let fields: FormFields
    let hasAuthorizationHeader: Bool

    /// Which client claims to call, and by which single mechanism.
    func claimed(
        _ clients: [ItsmeClient],
        keys: ItsmeKeys,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> (client: ItsmeClient, assertion: String?) {
        try exam.require(
            !hasAuthorizationHeader,
            "§5.2",
            "invalid_client",
            "the Authorization header is not a way to authenticate here",
            holds: "there is no Authorization header"
        )
        let isAssertion = fields["client_assertion"] != nil || fields["client_assertion_type"] != nil
        try exam.require(
            !(isAssertion && fields["client_secret"] != nil),
            "§11",
            "invalid_request",
            "several client authentication mechanisms at once",
            holds: "there is one client authentication mechanism at most"
        )
        let id: String
        var assertion: String?
        if isAssertion {
            try exam.require(
                fields["client_assertion_type"] == Self.assertionType,
                "§5.1",
                "invalid_request",
                "client_assertion_type must be \(Self.assertionType)"
            )
            let token = try signed(fields["client_assertion"] ?? "", keys, &exam)
            id = try exam.require(
                InboundTokens.unverifiedClaims(token)?["sub"]?.string,
                "§5.1",
                "unauthorized_client",
                "client_assertion is not a JWT with a sub",
                holds: "client_assertion is a JWT with a sub"
            )
            let named = fields["client_id"]
            try exam.require(
                named == nil || named.sameBytes(as: id),
                "§5.1",
                "invalid_request",
                "client_id and the assertion's sub differ",
                holds: "client_id, where given, is the assertion's sub"
            )
            assertion = token
        } else {
            id = try exam.require(
                fields["client_id"],
                "§11",
                "invalid_client",
                "no client authentication",
                holds: "client_id is given"
            )
        }
        let client = try exam.require(
            clients.first { $0.id.sameBytes(as: id) },
            "§5.1",
            "invalid_client",
            "unknown client",
            holds: "the client is known"
        )
        exam.trace.client = client.id
        try exam.require(
            (client.secret == nil) == isAssertion,
            "§3",
            "invalid_client",
            "this client is registered for \(client.secret == nil ? "private_key_jwt" : "client_secret_post")"
        )
        if let secret = client.secret {
            try exam.require(
                constantTimeEquals(fields["client_secret"] ?? "", secret),
                "§5.2",
                "invalid_client",
                "wrong client_secret",
                holds: "client_secret is right"
            )
        }
        return (client, assertion)
    }

    /// Checks an assertion's claims; the signature has been verified.
    static func check(
        _ claims: JSONValue,
        client: ItsmeClient,
        endpoint: String,
        maximumLifetime: Int,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> (id: String, expires: Int) {
        let bad = "unauthorized_client"
        for name in ["iss", "sub"] {
            try exam.require(
                claims[name]?.string.sameBytes(as: client.id) ?? false,
                "§5.1",
                bad,
                "the assertion's \(name) must be the client_id"
            )
        }
        let audience = claims["aud"]?.strings ?? [claims["aud"]?.string].compactMap(\.self)
        try exam.require(
            audience.contains { $0.sameBytes(as: endpoint) },
            "§5.1",
            bad,
            "the assertion's aud must be \(endpoint)"
        )
        let id = try exam.require(
            claims["jti"]?.string,
            "§5.1",
            bad,
            "the assertion has no jti",
            holds: "the assertion has a jti"
        )
        try exam.require(
            (1...255).contains(id.utf8.count),
            "§5.1",
            bad,
            "the assertion's jti must have at most 255 characters"
        )
        let now = Double(exam.clock.seconds)
        let expiry = try exam.require(
            claims["exp"]?.number,
            "§5.1",
            bad,
            "the assertion has no exp",
            holds: "the assertion has an exp"
        )
        try exam.require(
            expiry.isFinite && expiry > now - 60,
            "§5.1",
            bad,
            "the assertion has expired",
            holds: "the assertion has not expired"
        )
        try exam.require(
            expiry <= now + Double(maximumLifetime) + 60,
            "§5.1",
            bad,
            "the assertion lives longer than \(maximumLifetime) s",
            holds: "the assertion lives \(maximumLifetime) s at most"
        )
        if let issued = claims["iat"]?.number {
            try exam.require(
                issued <= now + 60,
                "§5.1",
                bad,
                "the assertion's iat is in the future",
                holds: "the assertion's iat is not in the future"
            )
        }
        if let start = claims["nbf"]?.number {
            try exam.require(
                start <= now + 60,
                "§5.1",
                bad,
                "the assertion's nbf is in the future",
                holds: "the assertion's nbf is not in the future"
            )
        }
        return (id, Int(expiry.rounded(.up)))
    }

    /// The signed token, taken out of its encryption where there is one (§5.1: may be encrypted).
    private func signed(_ token: String, _ keys: ItsmeKeys, _ exam: inout Examination) throws(ItsmeRefusal) -> String {
        guard InboundTokens.parts(of: token) == 5 else { return token }
        do {
            let signed = String(decoding: try InboundTokens.decrypt(token, with: keys.opening), as: UTF8.self)
            exam.passed("§4.3", "the assertion can be decrypted")
            return signed
        } catch {
            throw exam.refuse("unauthorized_client", "§4.3", "the assertion cannot be decrypted: \(error)")
        }
    }
}
