public import EIDMethod

/// How connections to one method's upstream are made: who we are there, and whom alone we trust.
public struct MethodTLS: Sendable {
    /// Our certificate and its chain, PEM; always together with `key`.
    public let certificate: [UInt8]?
    /// Our private key, PEM.
    public let key: Secret<String>?
    /// The only certification authorities that may vouch for the upstream, PEM; the machine's own where absent.
    public let trust: [UInt8]?
}
