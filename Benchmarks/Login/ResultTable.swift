import Glibc

/// Prints what was measured beside what was aimed at.
struct ResultTable: Sendable {
    let costs: CryptoCosts

    /// 1.1 ms of processor time where an RSA-2048 signature costs 0.3 ms.
    private static let signaturesPerLogin = 1.1 / 0.3

    func begin() {
        print("The broker's process alone; a login is authorize, callback, token and userinfo over loopback sockets.")
        print("Times in microseconds; answers without the upstream's share.\n")
        line(
            "",
            ["CPU/login", "user", "system", "RS256", "ratio", "target", "crypto", "p50", "p95", "p99", "logins/s"]
        )
    }

    func end() { line("", []) }

    func show(_ logins: ProfileMeasurement.Logins) {
        let count = Double(logins.times.count)
        let each = logins.processor.total.microseconds / count
        let signature = logins.costs[.rs256Sign] ?? 0
        let crypto = logins.profile.operations.reduce(0) { $0 + $1.count * (logins.costs[$1.operation] ?? 0) }
        let totals = logins.times.map(\.total.microseconds).sorted()
        let isTarget = logins.profile.name.hasPrefix(Profile.plain.name)
        line(
            "\(logins.profile.name), \(logins.concurrency) at a time",
            [
                whole(each), whole(logins.processor.user.microseconds / count),
                whole(logins.processor.system.microseconds / count), whole(signature), fixed(each / signature),
                isTarget ? "<= \(fixed(Self.signaturesPerLogin))" : "-", "\(whole(crypto / each * 100)) %",
                whole(quantile(0.5, of: totals)), whole(quantile(0.95, of: totals)), whole(quantile(0.99, of: totals)),
                whole(count / logins.elapsed.microseconds * 1e6),
            ]
        )
        let medians = [\LoginWalk.Times.authorize, \.callback, \.token, \.userInfo].map { step in
            whole(quantile(0.5, of: logins.times.map { $0[keyPath: step].microseconds }.sorted()))
        }
        print(
            "    median of authorize \(medians[0]), callback \(medians[1]), token \(medians[2]), userinfo \(medians[3])"
        )
    }

    func show(_ startUp: Duration) {
        print("\nstart-up to ready          \(whole(startUp.microseconds / 1000)) ms (target < 200)")
    }

    func show(idle memory: ProcessMeter.Memory) {
        print("idle memory                \(megabytes(memory)) (target < 40 MiB)")
    }

    func show(_ pending: ProfileMeasurement.Pending) {
        let bytes = (pending.after.resident - pending.before.resident) / pending.count
        print(
            "a pending transaction      \(bytes) bytes, \(pending.profile.storage.rawValue) store"
                + " (\(pending.count) of them: \(megabytes(pending.before)) to \(megabytes(pending.after)))"
        )
    }

    func show(_ flatness: ProfileMeasurement.Flatness) {
        print(
            "over \(flatness.count) logins          \(megabytes(flatness.first)) to \(megabytes(flatness.last)),"
                + " \(flatness.profile.storage.rawValue) store (target: flat)"
        )
    }

    private func line(_ name: String, _ cells: [String]) {
        let label = name + String(repeating: " ", count: max(1, 34 - name.count))
        print(label + cells.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined())
        fflush(nil)
    }

    private func megabytes(_ memory: ProcessMeter.Memory) -> String {
        let mebibyte = 1024.0 * 1024
        return "\(fixed(Double(memory.resident) / mebibyte)) MiB (own \(fixed(Double(memory.anonymous) / mebibyte)),"
            + " \(memory.threads) threads)"
    }

    private func quantile(_ share: Double, of sorted: [Double]) -> Double {
        sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    private func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }
    private func fixed(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
