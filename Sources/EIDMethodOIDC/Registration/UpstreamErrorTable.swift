public import EIDMethod

/// What an upstream's `error` values mean, at the callback and at its token endpoint alike.
public struct UpstreamErrorTable: Sendable {
    /// Keyed by bytes: texts that merely look alike are not the same code.
    private var codes: [[UInt8]: MethodError.Code]
    /// What a code means that is not in the table; in a callback only one that the standards register, as a browser can
    /// bring any, and all others are `untrusted`.
    public var fallback: MethodError.Code

    /// The standard meanings, with a plugin's own on top.
    public init(_ own: [String: MethodError.Code] = [:], fallback: MethodError.Code = .misconfigured) {
        codes = Self.standard
        for (error, code) in own { codes[Array(error.utf8)] = code }
        self.fallback = fallback
    }

    /// What an error means.
    public func code(for error: String) -> MethodError.Code { codes[Array(error.utf8)] ?? fallback }

    /// Whether the table has a code itself.
    func names(_ error: String) -> Bool { codes[Array(error.utf8)] != nil }

    private static let standard: [[UInt8]: MethodError.Code] = [
        Array("access_denied".utf8): .declined,
        Array("temporarily_unavailable".utf8): .unavailable,
        // A spelling met in the wild.
        Array("temporary_unavailable".utf8): .unavailable,
        Array("server_error".utf8): .unavailable,
        // RFC 6749 §5.2: nearly always a code that was used or has run out.
        Array("invalid_grant".utf8): .expired,
    ]
}
