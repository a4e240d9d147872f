import FoundationEssentials

/// Keys by the time at which they expire, the first to do so at the front: a binary heap.
struct ExpiryQueue<Key: Sendable>: Sendable {
    /// A key and when it expires.
    struct Entry: Sendable {
        let key: Key
        let date: Date
    }

    private var heap: [Entry] = []

    /// Adds a key.
    mutating func insert(_ key: Key, expiring date: Date) {
        heap.append(Entry(key: key, date: date))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].date < heap[parent].date else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Removes and returns the front, if it expires no later than a date.
    mutating func popFirst(notAfter date: Date) -> Entry? {
        guard let first = heap.first, first.date <= date else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        sink()
        return first
    }

    private mutating func sink() {
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < heap.count else { return }
            let right = left + 1
            let smaller = right < heap.count && heap[right].date < heap[left].date ? right : left
            guard heap[smaller].date < heap[parent].date else { return }
            heap.swapAt(smaller, parent)
            parent = smaller
        }
    }
}
