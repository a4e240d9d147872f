/// What a transaction is for; a request names exactly one.
public enum MethodType: String, Codable, Sendable, CaseIterable, Hashable {
    /// Who is this: attributes from a verified source.
    case verification
    /// Is this the same person as before: the subject only.
    case authentication
    /// A signature by the person; methods offer it through `SigningProvider`.
    case signing
}
