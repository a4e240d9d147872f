import EIDMethodOIDC

/// What the plugin wants back when the person returns.
public struct OpenIDConnectState: Codable, Sendable {
    /// What ties the answer to the request.
    let binding: AuthorizationBinding
}
