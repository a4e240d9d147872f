import EIDJOSE
import EIDJSON
import EIDSimulator

/// What ID tokens and UserInfo answers have in common (§12, §13).
extension ItsmeSimulator {
    /// The faults that apply to an answer, used up, and the claims that are to be left out of those asked there.
    func tokenFaults(
        at endpoint: ItsmeEndpoint,
        client: String,
        asked: [String]
    ) -> (Set<ItsmeFault>, withheld: Set<String>) {
        let possible: [ItsmeFault] = [
            .wrongIssuer, .wrongAudience, .extraAudience, .wrongNonce, .expiredIDToken, .unencryptedToken,
            .unsignedInside, .unknownKey, .wrongSignature,
            .algorithmHS256, .algorithmNone, .rotatedKeys, .userInfoOtherSubject, .duplicateMembers,
        ]
        let active = possible.filter { faults.take($0, at: endpoint, client: client) != nil }
        return (Set(active), faults.takeMissing(of: asked, at: endpoint, client: client))
    }

    /// Issuer, subject, audience and times.
    func commonClaims(_ action: ItsmeAction, _ host: ItsmeClient.Host, faults active: Set<ItsmeFault>) -> JSON {
        let issued = clock.seconds - (active.contains(.expiredIDToken) ? 3600 : 0)
        let client = action.request.client.id
        var claims: JSON = [
            "iss": .string(active.contains(.wrongIssuer) ? "https://idp.elsewhere.example/v2" : issuer(host)),
            "sub": .string(active.contains(.userInfoOtherSubject) ? random.text(36) : action.subject ?? ""),
            "aud": .string(active.contains(.wrongAudience) ? "Another01x" : client),
            "iat": .integer(Int64(issued)),
            "exp": .integer(Int64(issued + 300)),
        ]
        if active.contains(.extraAudience) {
            claims["aud"] = [.string(client), "Another01x"]
            claims["azp"] = .string(client)
        }
        return claims
    }

    /// What may be released about the person who approved.
    func release(_ action: ItsmeAction, _ host: ItsmeClient.Host, withheld: Set<String>) -> ClaimRelease {
        let nobody = ItsmePersona(
            id: "",
            phone: "",
            document: ItsmePersona.Document(country: "", number: ""),
            claims: []
        )
        return ClaimRelease(
            request: action.request,
            persona: action.persona.flatMap { accounts[$0] }?.persona ?? nobody,
            mode: action.mode,
            pictureURL: location(of: .picture, host),
            now: clock.now,
            slovenianNumber: ClaimName.prefix + configuration.slovenianNumber.rawValue,
            withheld: withheld
        )
    }

    /// What a trace tells about a token: its outer header and whose claims it holds, never a value (§26.8).
    func describe(_ token: String?, _ claims: JSON) -> JSON {
        var tree: JSON = ["claims": .strings(claims.memberNames)]
        tree["header"] = token.flatMap { InboundTokens.header(of: $0) }.map { JSON($0) }
        return tree
    }

    /// Signs and encrypts; of several encryption keys of a partner one is picked at random (§4.1).
    func write(_ claims: JSON, for client: ItsmeClient, faults active: Set<ItsmeFault>) async throws -> String {
        var recipient: JWK?
        if client.secret == nil {
            let algorithm = KeyAlgorithm(rawValue: client.keyManagementAlgorithm)
            let fitting = try await partnerKeys(of: client).keys.filter {
                $0.use == .encryption && $0.type == .rsa && ($0.algorithm == nil || $0.algorithm == algorithm)
            }
            recipient = fitting.randomElement(using: &random)
        }
        return try TokenWriter(client: client, keys: keys, recipient: recipient).write(claims, faults: active)
    }
}
