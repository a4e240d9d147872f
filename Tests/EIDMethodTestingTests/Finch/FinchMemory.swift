import Synchronization

/// What a finch should not keep between requests, and keeps for some flaws.
final class FinchMemory: Sendable {
    private let sessions = Mutex<Set<String>>([])
    private let broken = Mutex(false)

    func begin(_ session: String) { sessions.withLock { _ = $0.insert(session) } }
    func hasBegun(_ session: String) -> Bool { sessions.withLock { $0.contains(session) } }

    var isBroken: Bool {
        get { broken.withLock { $0 } }
        set { broken.withLock { $0 = newValue } }
    }
}
