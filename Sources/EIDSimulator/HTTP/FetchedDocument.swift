/// A document that a simulator fetched from a partner, such as its key set.
public struct FetchedDocument: Sendable {
    /// The body.
    public var body: [UInt8]
    /// `max-age` of the `Cache-Control` field, in seconds.
    public var maximumAge: Int?

    /// Makes a document.
    public init(body: [UInt8], maximumAge: Int? = nil) {
        self.body = body
        self.maximumAge = maximumAge
    }

    /// Reads `max-age` out of a `Cache-Control` field (RFC 9111 §5.2.2.1).
    public static func maximumAge(inCacheControl field: String) -> Int? {
        for directive in field.split(separator: ",") {
            let parts = directive.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].filter({ $0 != " " }).lowercased() == "max-age" else { continue }
            return Int(parts[1].filter { $0 != " " && $0 != "\"" })
        }
        return nil
    }
}
