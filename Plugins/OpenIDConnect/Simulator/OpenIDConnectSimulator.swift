import EIDJOSE
import EIDJSON
public import EIDSimulator
import Synchronization

/// A small OpenID Provider, as strict as the specifications allow and as its profile says.
public final class OpenIDConnectSimulator: UpstreamSimulator {
    struct Desk {
        var keys: OpenIDConnectKeys
        var foreign: OpenIDConnectKeys
        var fault: OpenIDConnectFault?
        var random: SeededRandom
        var pushed: [String: JSONValue] = [:]
        var inquiries: [String: Inquiry] = [:]
        /// When the person whom the provider remembers approved.
        var session: Int64?
        var codes: [String: Inquiry] = [:]
        var access: [String: Inquiry] = [:]
        var assertions: Set<String> = []
        var issued: [String] = []
        var refusals: [String] = []
        var calls: [String: Int] = [:]
    }

    let profile: OpenIDConnectProfile
    /// The provider's clock.
    public let clock: SimulatorClock
    let desk: Mutex<Desk>
    let basePath: String

    /// Opens a provider; `keys` and `newKeys`, which come into use by a rotation, are drawn if not given.
    public init(
        profile: OpenIDConnectProfile,
        clock: SimulatorClock,
        keys: OpenIDConnectKeys? = nil,
        newKeys: OpenIDConnectKeys? = nil,
        seed: UInt64 = 1
    ) throws {
        self.profile = profile
        self.clock = clock
        let own = try keys ?? .generate()
        let later = try newKeys ?? .generate()
        desk = Mutex(Desk(keys: own, foreign: later, random: SeededRandom(seed: seed)))
        let parts = profile.issuer.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        basePath = parts.count > 3 ? "/" + parts[3] : ""
    }

    /// Makes it misbehave from now on; a rotation happens once, at once.
    public func inject(_ fault: OpenIDConnectFault?) {
        desk.withLock { desk in
            guard fault == .keyRotation else {
                desk.fault = fault
                return
            }
            (desk.keys, desk.foreign) = (desk.foreign, desk.keys)
        }
    }

    /// Every code and token so far.
    public var issued: [String] { desk.withLock { $0.issued } }

    /// Why requests were refused so far, in words.
    public var refusals: [String] { desk.withLock { $0.refusals } }

    /// How often each endpoint was called so far, by its path below the issuer.
    public var calls: [String: Int] { desk.withLock { $0.calls } }

    /// Answers one request.
    public func respond(to request: SimulatorRequest) async -> SimulatorResponse {
        guard request.path.hasPrefix(basePath + "/") || request.path == SimulatorStylesheet.path else {
            return .plain(404, "Nothing is here.\n")
        }
        let path = String(request.path.dropFirst(request.path == SimulatorStylesheet.path ? 0 : basePath.count))
        desk.withLock { $0.calls[path, default: 0] += 1 }
        switch (request.method, path) {
        case ("GET", "/.well-known/openid-configuration") where profile.publishes: return .json(200, discovery)
        case ("GET", "/jwks") where profile.publishes: return keySet()
        case ("POST", "/par"): return push(request)
        case ("GET", "/authorize"): return authorize(request)
        case ("GET", _) where path.hasPrefix("/person/"): return page(String(path.dropFirst(8)))
        case ("POST", _) where path.hasPrefix("/person/"): return decide(String(path.dropFirst(8)), request)
        case ("POST", "/token"): return token(request)
        case ("GET", "/userinfo"): return userInfo(request)
        case ("GET", SimulatorStylesheet.path): return .document(200, type: "text/css", SimulatorStylesheet.text.utf8)
        default: return .plain(404, "Nothing is here.\n")
        }
    }

    private func keySet() -> SimulatorResponse {
        guard let set = try? desk.withLock({ try $0.keys.published() }) else { return .plain(500, "No keys.\n") }
        return .json(200, set)
    }

    private var discovery: JSON {
        let issuer = profile.issuer
        var document: JSON = [
            "issuer": .string(issuer), "authorization_endpoint": .string(issuer + "/authorize"),
            "token_endpoint": .string(issuer + "/token"), "userinfo_endpoint": .string(issuer + "/userinfo"),
            "jwks_uri": .string(issuer + "/jwks"), "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": [.string(profile.idToken.signing.rawValue)],
        ]
        if profile.announcesIssuer { document["authorization_response_iss_parameter_supported"] = true }
        if profile.demandsPushedRequests {
            document["pushed_authorization_request_endpoint"] = .string(issuer + "/par")
            document["require_pushed_authorization_requests"] = true
        }
        return document
    }

    /// Remembers why something was refused, for the trouble of whoever writes a test.
    func refused(_ error: any Error) -> RequestRefusal {
        let refusal = error as? RequestRefusal ?? RequestRefusal("invalid_request", "\(error)")
        desk.withLock { $0.refusals.append("\(refusal.error): \(refusal.reason)") }
        return refusal
    }

    var now: Int64 { Int64(clock.seconds) }
}
