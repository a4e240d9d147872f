import EIDJOSE
import EIDJSON
import EIDSimulator

/// What ID tokens and UserInfo answers have in common (§12, §13).
extension ItsmeSimulator {
    /// The faults that apply to a token at an endpoint, used up, and the claims that are to be left out.
    func tokenFaults(at endpoint: ItsmeEndpoint, client: String) -> (Set<ItsmeFault>, withheld: Set<String>) {
        let possible: [ItsmeFault] = [
            .wrongIssuer, .wrongAudience, .wrongNonce, .expiredIDToken, .unencryptedToken, .unsignedInside, .unknownKey,
            .wrongSignature, .algorithmHS256, .algorithmNone, .rotatedKeys, .userInfoOtherSubject, .duplicateMembers,
        ]
        let active = possible.filter { faults.take($0, at: endpoint, client: client) != nil }
        let missing = faults.take(.missingAttribute, at: endpoint, client: client)
        return (Set(active), Set([missing?.attribute].compactMap(\.self)))
    }

    /// Issuer, subject, audience and times.
    func commonClaims(_ action: ItsmeAction, _ host: ItsmeClient.Host, faults active: Set<ItsmeFault>) -> JSON {
        let issued = clock.seconds - (active.contains(.expiredIDToken) ? 3600 : 0)
        let client = action.request.client.id
        return [
            "iss": .string(active.contains(.wrongIssuer) ? "https://idp.elsewhere.example/v2" : issuer(host)),
            "sub": .string(active.contains(.userInfoOtherSubject) ? random.text(36) : action.subject ?? ""),
            "aud": .string(active.contains(.wrongAudience) ? "Another01x" : client),
            "iat": .integer(Int64(issued)),
            "exp": .integer(Int64(issued + 300)),
        ]
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
            withheld: withheld
        )
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
