import AsyncHTTPClient
import NIOCore

/// Measurements of one broker.
struct ProfileMeasurement: Sendable {
    let stack: LoginStack
    let costs: CryptoCosts
    let logins: Int

    /// What a number of logins took.
    struct Logins: Sendable {
        let profile: Profile
        let concurrency: Int
        let processor: ProcessMeter.Processor
        /// Microseconds of each operation, measured around the logins.
        let costs: [CryptoCosts.Operation: Double]
        let times: [LoginWalk.Times]
        let elapsed: Duration
    }

    /// Memory while authorizations are pending.
    struct Pending: Sendable {
        let profile: Profile
        let count: Int
        let before: ProcessMeter.Memory
        let after: ProcessMeter.Memory
    }

    /// Memory over many logins.
    struct Flatness: Sendable {
        let profile: Profile
        let count: Int
        let first: ProcessMeter.Memory
        let last: ProcessMeter.Memory
    }

    /// Logins once connections and caches are warm.
    func warmLogins(concurrency: Int) async throws -> Logins {
        try await withClient { client in
            _ = try await walk(200, concurrency, client)
            let before = try costs.measured()
            let clock = ContinuousClock()
            let start = (try stack.broker.meter.processor(), clock.now)
            let times = try await walk(logins, concurrency, client)
            let end = (try stack.broker.meter.processor(), clock.now)
            let costs = before.merging(try costs.measured()) { ($0 + $1) / 2 }
            return Logins(
                profile: stack.profile,
                concurrency: concurrency,
                processor: end.0 - start.0,
                costs: costs,
                times: times,
                elapsed: end.1 - start.1
            )
        }
    }

    /// Starts transactions that nobody finishes.
    func pendingAuthorizations(_ count: Int) async throws -> Pending {
        try await withClient { client in
            _ = try await walk(200, 4, client)
            let before = try stack.broker.meter.memory()
            _ = try await spread(count, 4) { try await LoginWalk(stack: stack, client: client).begin() }
            return Pending(
                profile: stack.profile,
                count: count,
                before: before,
                after: try stack.broker.meter.memory()
            )
        }
    }

    /// Compares memory after a tenth of the logins with memory after all of them.
    func flatness() async throws -> Flatness {
        try await withClient { client in
            _ = try await walk(logins / 10, 4, client)
            let first = try stack.broker.meter.memory()
            _ = try await walk(logins, 4, client)
            return Flatness(
                profile: stack.profile,
                count: logins,
                first: first,
                last: try stack.broker.meter.memory()
            )
        }
    }

    private func walk(_ count: Int, _ concurrency: Int, _ client: HTTPClient) async throws -> [LoginWalk.Times] {
        try await spread(count, concurrency) { try await LoginWalk(stack: stack, client: client).run() }
    }

    /// Does something many times, a few at a time.
    private func spread<Result: Sendable>(
        _ count: Int,
        _ concurrency: Int,
        _ work: @Sendable @escaping () async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: [Result].self) { group in
            for worker in 0..<concurrency {
                let share = count / concurrency + (worker < count % concurrency ? 1 : 0)
                group.addTask {
                    var results: [Result] = []
                    for _ in 0..<share { results.append(try await work()) }
                    return results
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func withClient<Result>(_ body: (HTTPClient) async throws -> Result) async throws -> Result {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let result = try await body(client)
            try await client.shutdown()
            return result
        } catch {
            try? await client.shutdown()
            throw error
        }
    }
}
