/// Values by name, of which only the most recent are kept, so that a long run needs no more memory than a short one.
struct RecentValues<Value: Sendable>: Sendable {
    private let limit: Int
    private var values: [String: Value] = [:]
    private var order: [String] = []

    init(limit: Int) { self.limit = limit }

    /// All values, oldest first.
    var all: [Value] { order.compactMap { values[$0] } }

    subscript(name: String) -> Value? {
        get { values[name] }
        set {
            if values.updateValueOrRemove(newValue, for: name) { order.append(name) }
            guard order.count > limit * 2 else { return }
            for old in order.prefix(limit) { values[old] = nil }
            order.removeFirst(limit)
        }
    }
}

extension Dictionary {
    /// Stores or removes a value and says whether the name is new.
    fileprivate mutating func updateValueOrRemove(_ value: Value?, for name: Key) -> Bool {
        guard let value else {
            removeValue(forKey: name)
            return false
        }
        return updateValue(value, forKey: name) == nil
    }
}
