import EIDJSON
import EIDMethod

/// What the upstream said about the person: the ID token's claims and, where it was asked, UserInfo's.
struct ClaimSources: Sendable {
    /// In the order in which they are searched.
    let documents: [JSONValue]

    init(_ documents: [JSONValue]) { self.documents = documents }

    /// The first value at a path; an empty text counts as absent, since upstreams send it for what they do not know.
    func value(at path: ClaimPath) -> JSONValue? {
        for document in documents {
            guard let value = path.value(in: document) else { continue }
            if let text = value.string, text.isBlank { continue }
            return value
        }
        return nil
    }
}
