import EIDMethod
import FoundationEssentials
import Synchronization

/// What a dove keeps between requests: the upstream's keys, and, for some flaws, what it should forget.
final class DoveMemory: Sendable {
    private struct Content {
        var keys: [String: UInt64]?
        var identities: [String: VerifiedIdentity] = [:]
        var last: VerifiedIdentity?
        var broken = false
        var begun: Set<String> = []
    }

    static let anyone = VerifiedIdentity(
        subject: UpstreamSubject(namespace: "dove", identifier: "dove-anyone"),
        assurance: .low,
        authenticatedAt: Date(timeIntervalSince1970: 1_780_315_200)
    )

    private let content = Mutex(Content())

    var keys: [String: UInt64]? {
        get { content.withLock { $0.keys } }
        set { content.withLock { $0.keys = newValue } }
    }
    var isBroken: Bool {
        get { content.withLock { $0.broken } }
        set { content.withLock { $0.broken = newValue } }
    }
    var last: VerifiedIdentity? { content.withLock { $0.last } }

    func identity(_ code: String) -> VerifiedIdentity? { content.withLock { $0.identities[code] } }
    func hasBegun(_ nonce: String) -> Bool { content.withLock { $0.begun.contains(nonce) } }
    func begin(_ nonce: String) { content.withLock { _ = $0.begun.insert(nonce) } }

    func remember(_ identity: VerifiedIdentity, _ code: String) {
        content.withLock {
            $0.identities[code] = identity
            $0.last = identity
        }
    }
}
