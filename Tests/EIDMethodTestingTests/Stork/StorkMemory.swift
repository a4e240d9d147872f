import Synchronization

/// What a stork should not keep between requests, and keeps for some flaws.
final class StorkMemory: Sendable {
    private let content = Mutex<Set<String>>([])

    func note(_ text: String) { content.withLock { _ = $0.insert(text) } }
    func knows(_ text: String) -> Bool { content.withLock { $0.contains(text) } }
}

/// A queue that nobody should have to stand in.
actor StorkQueue {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        guard !waiting.isEmpty else {
            isTaken = false
            return
        }
        waiting.removeFirst().resume()
    }
}
