import EIDJOSE
import EIDJSON

/// What the pigeon post writes about Robin, the one person that it knows.
struct TemplateLetter {
    let issuer: String
    let clientID: String
    let written: Int64
    let grant: [String: String]

    private static let known = [
        ("given_name", "Robin"), ("family_name", "Vandevogel"), ("email", "robin@example.org"),
        ("hatched", "1990-02-28"),
    ]

    /// The letter as a token that is sealed with the client's secret.
    func sealed(with secret: String, _ fault: TemplateFault?) throws -> String {
        let secret = fault == .wrongSignature ? String(secret.reversed()) : secret
        let key = try JWK(secret: secret.utf8, use: .signature, algorithm: .hs256)
        let token = try JWSSigner(key: key).sign(text(fault).utf8)
        var parts = token.split(separator: ".").map(String.init)
        switch fault {
        case .unsignedAnswer: parts = [Base64URL.encode(Array(#"{"alg":"none"}"#.utf8)), parts[1], ""]
        case .tamperedAnswer: parts[1] = Base64URL.encode(text(nil, name: "Rabin").utf8)
        default: break
        }
        return parts.joined(separator: ".")
    }

    private func text(_ fault: TemplateFault?, name: String? = nil) -> String {
        var letter: JSON = [
            "from": .string(fault == .wrongIssuer ? "https://crows.example" : issuer),
            "to": .string(fault == .wrongAudience ? "somebody-else" : clientID),
            "nonce": .string((grant["nonce"] ?? "") + (fault == .wrongNonce ? "x" : "")),
            "ring": "pigeon-ring-0042", "level": .string(grant["level"] ?? "ring"),
        ]
        switch fault {
        case .expiredAnswer: letter["written"] = .integer(written - 86_400)
        case .futureAnswer: letter["written"] = .integer(written + 86_400)
        default: letter["written"] = .integer(written)
        }
        // Names are what nobody can be without.
        for (claim, value) in Self.known where claim.hasSuffix("_name") || fault != .attributesMissing {
            switch fault {
            case .attributesEmpty where claim != "given_name": letter[claim] = ""
            case .attributesMistyped where claim != "given_name": letter[claim] = [1, 2]
            default: letter[claim] = .string(value)
            }
        }
        if let name { letter["given_name"] = .string(name) }
        switch fault {
        case .missingSubject: letter["ring"] = nil
        case .lowerAssurance: letter["level"] = "ring"
        case .noAssurance: letter["level"] = nil
        case .unknownAssurance: letter["level"] = "feather"
        case .duplicateMembers: return #"{"ring":"somebody","# + letter.text.dropFirst()
        default: break
        }
        return letter.text
    }
}
