/// The broker's own cookies as a browser sent them.
struct BrowserCookies: Sendable {
    /// `__Host-` is only possible, and then compulsory, where browsers reach the broker by https.
    let isSecure: Bool

    /// Name prefix on the wire.
    var prefix: String { isSecure ? "__Host-" : "" }

    /// The broker's cookies by name without prefix; one that is given twice counts as absent, since nobody can tell
    /// which of the two was planted.
    func read(_ fields: [String]) -> [String: String] {
        var values: [String: String] = [:]
        var doubled: Set<String> = []
        for pair in fields.joined(separator: ";").split(separator: ";").prefix(200) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let name = parts[0].trimmed
            guard name.hasPrefix(prefix + "eid-") else { continue }
            let plain = String(name.dropFirst(prefix.count))
            if values.updateValue(String(parts[1].trimmed), forKey: plain) != nil { doubled.insert(plain) }
        }
        for name in doubled { values[name] = nil }
        return values
    }

    /// The `Set-Cookie` value; SameSite=Lax lets the cookie travel when the upstream sends the browser back by GET.
    func write(name: String, value: String, maxAge: Int) -> String {
        "\(prefix)\(name)=\(value); Max-Age=\(maxAge); Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }
}
