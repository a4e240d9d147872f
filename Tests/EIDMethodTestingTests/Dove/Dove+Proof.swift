import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// What a dove says of the code that it will redeem (RFC 7636), where it says it (RFC 9101, RFC 9126), and what it keeps of it.
extension Dove {
    /// What goes into the address besides; a challenge that is always the same is a verifier that is.
    func proof(_ nonce: String) async -> [URLQueryItem] {
        let same = Base64URL.encode(SHA256.digest("always-the-same"))
        let reference = "urn:dove:\(services.random.token(bytes: 16))"
        switch flaw {
        case .sameChallengeForAll: return [URLQueryItem(name: "code_challenge", value: same)]
        case .sameRequestURIForAll: return [URLQueryItem(name: "request_uri", value: "https://broker.example/request")]
        case .pushesTheSameChallenge: await push("nonce=\(nonce)&code_challenge=\(same)")
        case .pushesTheSameJSON:
            let inner: JSON = ["nonce": .string(nonce), "code_challenge": .string(same)]
            await push(JSON.object([("proof", .array([inner]))]).text)
        case .pushesAShortNonce: await push("nonce=\(nonce)&salt=\(services.random.bytes(1)[0])")
        case .signsTheSameChallenge:
            let claims: JSON = ["nonce": .string(nonce), "jti": .string(reference), "code_challenge": .string(same)]
            let parts = [#"{"alg":"none"}"#, claims.text].map { Base64URL.encode(Array($0.utf8)) }
            return [URLQueryItem(name: "request", value: parts.joined(separator: ".") + ".AAAA")]
        default: return []
        }
        return [URLQueryItem(name: "request_uri", value: reference)]
    }

    /// What is kept of it.
    var keptProof: State.Proof? {
        switch flaw {
        case .keepsTheSameVerifier: State.Proof(codeVerifier: "always-the-same")
        case .keepsTheSameBytes: State.Proof(nonceBytes: [1, 2, 3])
        default: nil
        }
    }

    private func push(_ body: String) async {
        guard let url = URL(string: "https://dove.example/push") else { return }
        let limits = HTTPLimits(time: .seconds(5), bodyBytes: 65_536)
        _ = try? await services.http.send(HTTPRequest(.post, url, body: Array(body.utf8), limits: limits))
    }
}
