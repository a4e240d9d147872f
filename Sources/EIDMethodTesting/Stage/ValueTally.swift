/// How often each value that a provider chose has come back.
struct ValueTally: Sendable {
    private struct Row {
        let name: String
        var distinct: Set<String> = []
        var count = 0
    }

    private var rows: [String: Row] = [:]

    /// Counts the values of one transaction, which may say each of them more than once.
    mutating func note(_ values: [ChosenValues]) {
        for value in Set(values.flatMap(\.all)) {
            rows[value.path, default: Row(name: value.name)].distinct.insert(value.value)
            rows[value.path, default: Row(name: value.name)].count += 1
        }
    }

    /// Expects that a value is the same in every start or in none, and in none where its name says that it is random.
    func requireNewOrConstant(neverConstant unguessable: Set<String>) throws {
        for (path, row) in rows.sorted(by: { $0.key < $1.key }) {
            guard [1, row.count].contains(row.distinct.count) else { throw repeated(path, row) }
            if row.distinct.count == 1, row.count > 1, unguessable.contains(row.name) {
                throw ConformanceFailure("\(path) is the same in every start")
            }
        }
    }

    /// Expects that no value ever comes back.
    func requireNew() throws {
        for (path, row) in rows.sorted(by: { $0.key < $1.key }) where row.distinct.count < row.count {
            throw repeated(path, row)
        }
    }

    private func repeated(_ path: String, _ row: Row) -> ConformanceFailure {
        ConformanceFailure("\(path) has \(row.distinct.count) values in \(row.count) starts")
    }
}
