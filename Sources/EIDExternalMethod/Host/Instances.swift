/// The methods that one process performs, by the numbers that both sides call them.
struct Instances {
    private struct Entry {
        weak var instance: ExternalInstance?
    }

    private var entries: [Int64: Entry] = [:]
    private var next: Int64 = 1

    subscript(number: Int64) -> ExternalInstance? { entries[number]?.instance }

    mutating func enter(_ instance: ExternalInstance) -> Int64 {
        defer { next += 1 }
        entries[next] = Entry(instance: instance)
        return next
    }

    mutating func leave(_ number: Int64) { entries[number] = nil }
}
