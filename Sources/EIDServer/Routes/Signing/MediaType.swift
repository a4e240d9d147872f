/// A media type as it stands in a header (RFC 9110 §8.3.1).
struct MediaType: Sendable, Hashable {
    /// What says nothing about what it is.
    static let bytes = "application/octet-stream"

    /// Type and subtype in small letters, without parameters.
    let essence: String

    /// Reads a field; `nil` when it is none, or could not stand in a header again.
    init?(_ field: String) {
        guard field.utf8.count <= 255, field.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        let parts = field.prefix { $0 != ";" }.trimmed.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy(\.isToken) else { return nil }
        essence = parts.joined(separator: "/").lowercased()
    }
}
