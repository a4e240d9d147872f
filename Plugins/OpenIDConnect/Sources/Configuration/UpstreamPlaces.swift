import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials

/// Addresses and keys of the upstream that the settings fix, in the place of what it would publish.
struct UpstreamPlaces: Sendable {
    /// The addresses; `nil` asks the discovery document.
    let endpoints: UpstreamEndpoints?
    /// The key set as it was written; `nil` fetches it.
    let keySet: [UInt8]?

    static let largestKeySet = 64 * 1024

    static let settings: [Setting] = [
        .optional(
            "endpoints",
            .section(addresses),
            "The upstream's addresses, in the place of its discovery document, which is then never asked for."
        ),
        .optional(
            "jwks",
            .keySet(maximumBytes: largestKeySet),
            "The upstream's public keys in the place of what it publishes: a file with a key set, or the set itself."
        ),
    ]

    private static let addresses: [Setting] = [
        .required("authorization", .url, "Where the browser goes."),
        .required("token", .url, "Where codes are redeemed."),
        .optional("userInfo", .url, "Where claims about the person are fetched."),
        .optional("pushedRequests", .url, "Where requests are left before the browser goes (PAR)."),
        .optional("keys", .url, "Where the upstream publishes its keys, unless jwks has them."),
        .optional(
            "announcesIssuer",
            .boolean,
            default: false,
            "Whether answers carry iss; one without it is refused then."
        ),
    ]

    init(reading settings: SettingsReader) {
        keySet = settings.file("jwks")
        endpoints = settings.section("endpoints").flatMap { section in
            // The check has refused a section without these two.
            guard let authorization = section.url("authorization"), let token = section.url("token") else { return nil }
            return UpstreamEndpoints(
                authorization: authorization,
                token: token,
                userInfo: section.url("userInfo"),
                pushedRequests: section.url("pushedRequests"),
                keys: section.url("keys"),
                announcesIssuer: section.boolean("announcesIssuer")
            )
        }
    }

    /// The keys, read; `nil` without any in the settings.
    func keys() throws(JOSEError) -> JWKSet? {
        guard let keySet else { return nil }
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue.parse(keySet, limits: JSONLimits(maximumBytes: Self.largestKeySet))
        } catch {
            throw JOSEError(.malformed, "key set: \(error)")
        }
        return try JWKSet(parsing: json, from: .publicOnly)
    }

    /// What is wrong with the two, given what the other settings need of them.
    func issues(needs: Needs) -> [ConfigurationIssue] {
        var issues = keyIssues
        guard let endpoints else { return issues }
        let addresses: [(String, URL?)] = [
            ("authorization", endpoints.authorization), ("token", endpoints.token), ("userInfo", endpoints.userInfo),
            ("pushedRequests", endpoints.pushedRequests), ("keys", endpoints.keys),
        ]
        for (name, url) in addresses {
            guard let url else { continue }
            if !GuardedTransport.isSecure(url) {
                issues.append(.init("endpoints.\(name)", "must be https, or http on loopback"))
            }
            if url.fragment != nil { issues.append(.init("endpoints.\(name)", "must have no fragment")) }
        }
        if needs.userInfo, endpoints.userInfo == nil {
            issues.append(.init("endpoints.userInfo", "is missing: claimsFrom names it"))
        }
        if needs.pushedRequests, endpoints.pushedRequests == nil {
            issues.append(.init("endpoints.pushedRequests", "is missing: pushedRequests needs it"))
        }
        if needs.keys, endpoints.keys == nil, keySet == nil {
            issues.append(.init("endpoints.keys", "is missing, and so is jwks: no signature could be verified"))
        }
        return issues
    }

    /// What the other settings need.
    struct Needs: Sendable {
        let userInfo: Bool
        let pushedRequests: Bool
        let keys: Bool
    }

    private var keyIssues: [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        if keySet != nil, endpoints?.keys != nil {
            issues.append(.init("jwks", "stands beside endpoints.keys; one of them must go"))
        }
        do throws(JOSEError) {
            if let set = try keys(), set.keys.isEmpty { issues.append(.init("jwks", "has no key that we can use")) }
        } catch {
            issues.append(.init("jwks", "is not a set of public keys: \(error)"))
        }
        return issues
    }
}
