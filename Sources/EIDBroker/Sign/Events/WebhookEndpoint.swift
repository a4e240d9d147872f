public import EIDMethod
public import FoundationEssentials

/// Where a client hears that one of its signings is over, and the secret that proves who says so.
///
/// Requests are signed as Standard Webhooks 1.0.0 says (standardwebhooks.com), for which there are verifiers in many languages.
public struct WebhookEndpoint: Sendable {
    /// Where events are posted to.
    public let url: URL
    /// The key of the signatures; 24 to 64 bytes.
    public let secret: Secret<[UInt8]>

    /// Makes an endpoint; `nil` for a secret that is not `whsec_` and 24 to 64 bytes in base64.
    public init?(url: URL, secret: Secret<String>) {
        let text = secret.reveal()
        guard text.hasPrefix(Self.prefix), let bytes = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))),
            (24...64).contains(bytes.count)
        else { return nil }
        self.url = url
        self.secret = Secret(Array(bytes))
    }

    private static let prefix = "whsec_"
}
