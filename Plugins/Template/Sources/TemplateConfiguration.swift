public import EIDMethod
import FoundationEssentials

/// Settings of one carrier-pigeon method.
public struct TemplateConfiguration: MethodConfiguration {
    /// Every setting; documentation, JSON Schema and the refusal of unknown keys come from this table.
    public static let settings: [Setting] = [
        .required("issuer", .url, "Where the pigeon post lives; https."),
        .required("clientID", .text, "What the pigeon post calls us."),
        .required("clientSecret", .secret, "Shared with the pigeon post, at least 32 bytes; seals its letters."),
    ]

    let issuer: URL, clientID: String, clientSecret: Secret<String>

    /// Reads settings that were checked before.
    public init(reading settings: SettingsReader) {
        // The check has refused a section without these; the defaults only satisfy the compiler.
        issuer = settings.url("issuer") ?? URL(filePath: "/")
        clientID = settings.text("clientID") ?? ""
        clientSecret = settings.secret("clientSecret") ?? Secret("")
    }

    /// What is wrong although each setting is well-formed.
    public func issues(keys: MethodKeys) -> [ConfigurationIssue] {
        guard clientSecret.reveal().utf8.count < 32 else { return [] }
        return [ConfigurationIssue("clientSecret", "has fewer than 32 bytes; HS256 needs that many (RFC 7518 §3.2)")]
    }
}
