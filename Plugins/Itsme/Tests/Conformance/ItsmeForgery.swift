import EIDJOSE
import EIDJSON

/// What someone with itsme's keys, or between itsme and us, could do to a token.
enum ItsmeForgery: Sendable {
    /// Other claims under a good signature.
    case claims(@Sendable (JSON) -> JSON)
    /// Other claims under the old signature.
    case tampering

    /// Claims about the token rather than about the person.
    static let protocolClaims = ["iss", "sub", "aud", "exp", "iat", "nbf", "nonce", "acr", "auth_time"]

    /// Changes every claim about the person; `nil` takes it out.
    static func person(_ change: @escaping @Sendable (JSON) -> JSON?) -> ItsmeForgery {
        .claims { token in
            guard case .object(let members) = token else { return token }
            return .object(
                members.compactMap { name, value in
                    protocolClaims.contains(name) ? (name, value) : change(value).map { (name, $0) }
                }
            )
        }
    }

    /// Takes out what itsme does not promise of people with a Belgian document.
    static func bare(keeping promised: Set<String>) -> ItsmeForgery {
        .claims { token in
            guard case .object(let members) = token else { return token }
            return .object(members.filter { protocolClaims.contains($0.name) || promised.contains($0.name) })
        }
    }

    /// Changes one claim; `nil` takes it out.
    static func claim(_ name: String, _ value: JSON?) -> ItsmeForgery {
        .claims { token in
            var token = token
            if token[name] != nil { token[name] = value }
            return token
        }
    }

    /// Moves every time.
    static func later(by seconds: Int64) -> ItsmeForgery {
        .claims { token in
            var token = token
            for name in ["iat", "nbf", "exp", "auth_time"] {
                if case .integer(let time)? = token[name] { token[name] = .integer(time + seconds) }
            }
            return token
        }
    }

    /// An empty text, or an object of nothing but empty texts.
    static func emptied(_ value: JSON) -> JSON {
        guard case .object(let members) = value else { return "" }
        return .object(members.map { ($0.name, "") })
    }

    /// A signed token in this state.
    func applied(to token: String, signing key: JWK, _ algorithm: SignatureAlgorithm) throws -> String {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let payload = Base64URL.decode(parts[1]) else {
            throw JOSEError(.malformed, "the simulator's token is not signed")
        }
        switch self {
        case .claims(let change):
            let claims = change(JSON(try JSONValue.parse(payload)))
            return try JWSSigner(key: key, algorithm: algorithm).sign(claims.serialized())
        case .tampering:
            var claims = JSON(try JSONValue.parse(payload))
            claims["sub"] = "000000000000000000000000000000000000"
            return "\(parts[0]).\(Base64URL.encode(claims.serialized())).\(parts[2])"
        }
    }
}
