import EIDJOSE
import EIDJSON
import EIDSimulator
import FoundationEssentials

/// Partners' key sets, fetched and kept as itsme does: 30 minutes to 24 hours, less often than a partner may hope (§4.6).
struct PartnerKeys: Sendable {
    private struct Entry: Sendable {
        let keys: JWKSet
        let expires: Int
    }

    private var entries: [String: Entry] = [:]

    /// The set that is still fresh.
    func fresh(for client: String, now: Int) -> JWKSet? {
        entries[client].flatMap { $0.expires > now ? $0.keys : nil }
    }

    /// Reads a fetched set and keeps it.
    mutating func keep(_ document: FetchedDocument, for client: String, now: Int, usual: Int) throws -> JWKSet {
        let keys = try JWKSet(parsing: JSONValue.parse(document.body, limits: JSONLimits(maximumBytes: 256 * 1024)))
        let lifetime = min(max(document.maximumAge ?? usual, 30 * 60), 24 * 3600)
        entries[client] = Entry(keys: keys, expires: now + lifetime)
        return keys
    }

    /// The set that a partner's settings hold, read once.
    mutating func configured(_ document: JSON, for client: String) throws -> JWKSet {
        if let known = entries[client] { return known.keys }
        let keys = try JWKSet(parsing: JSONValue.parse(document.serialized()))
        entries[client] = Entry(keys: keys, expires: .max)
        return keys
    }

    /// Forgets everything, as if all had expired.
    mutating func clear() { entries = [:] }
}
