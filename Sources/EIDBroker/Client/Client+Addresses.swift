import EIDMethod
import FoundationEssentials

/// The addresses of a client to which browsers are sent.
extension Client {
    /// What is wrong with a list of addresses to which parameters of ours are added.
    static func issues(_ uris: [String], adding parameters: [String]) -> [ConfigurationIssue] {
        var seen: Set<[UInt8]> = []
        return uris.enumerated().compactMap { index, uri in
            let isNew = seen.insert(Array(uri.utf8)).inserted
            let problem = problem(redirectURI: uri) ?? problem(query: uri, adding: parameters)
            return (problem ?? (isNew ? nil : "is there twice")).map { .init("[\(index)]", $0) }
        }
    }

    private static func problem(redirectURI uri: String) -> String? {
        guard uri.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let url = URL(string: uri), let scheme = url.scheme
        else { return "must be an absolute URI in ASCII" }
        guard !uri.contains("#") else { return "must not have a fragment" }
        guard (try? RequestParameters.decode(uri.utf8)) != nil else {
            return "must have two hexadecimal digits behind every %"
        }
        guard url.user == nil, url.password == nil else { return "must not have a user or a password before the host" }
        // RFC 9700 §4.1.3: compared as exact strings, so that nothing stands for anything else.
        guard url.host?.contains("*") != true else { return "must name one host: * would not stand for any other" }
        switch scheme.lowercased() {
        case "https": return host(of: uri) == nil ? "must have a host" : problem(portOf: uri)
        case "http":
            // RFC 8252 §7.3: clear text is for this machine only.
            return ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host(of: uri) ?? "")
                ? problem(portOf: uri) : "must be https, or http on loopback"
        case "javascript", "data", "file", "vbscript", "blob", "about": return "has a scheme that browsers run or open"
        // RFC 8252 §7.1: a private scheme is a reversed domain name.
        default: return scheme.contains(".") ? nil : "must be https, or a private scheme with a dot in it"
        }
    }

    /// Read from the text: a number that is too large for any integer is none to whoever reads URLs.
    private static func problem(portOf uri: String) -> String? {
        let authority = uri.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(3)
            .prefix { !"/?#".utf8.contains($0) }
        // The colons of an IPv6 address stand in brackets.
        let rest = authority.split(separator: UInt8(ascii: "]"), omittingEmptySubsequences: false).last ?? authority
        guard let colon = rest.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        let digits = rest[colon...].dropFirst()
        // RFC 3986 §3.2.3: an empty port is the scheme's own.
        guard !digits.isEmpty else { return nil }
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = UInt16(String(decoding: digits, as: UTF8.self)), port > 0
        else { return "must have a port from 1 to 65535, or none" }
        return nil
    }

    /// RFC 6749 §3.1: no parameter more than once, so that none may be there before ours are added.
    private static func problem(query uri: String, adding parameters: [String]) -> String? {
        let query = uri.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()
        for part in query.split(separator: UInt8(ascii: "&")) {
            let name = try? RequestParameters.decode(part.prefix { $0 != UInt8(ascii: "=") })
            for own in parameters where name == Array(own.utf8) {
                return "must not have \(own) in its query: the broker adds that parameter"
            }
        }
        return nil
    }

    static func host(of uri: String) -> String? {
        URL(string: uri)?.host.flatMap { $0.isEmpty ? nil : $0.lowercased() }
    }
}
