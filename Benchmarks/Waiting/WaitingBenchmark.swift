import ArgumentParser
import Glibc

/// A crowd before codes that move every second: how much of the machine they cost, and whether each is served in time.
///
/// The broker runs as a child of its own, with a method whose upstream answers at once and is never done.
@main
struct WaitingBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waiting-benchmark",
        abstract: "Measure people who wait before codes that move: memory, processor time and lateness."
    )

    @Option(help: "How many people wait at once.") var people = 10_000
    @Option(help: "Seconds to watch them for.") var seconds = 20
    @Option(help: "Seconds between two questions to the upstream.") var poll = 2
    @Option(help: "How many arrive in a second.") var arrivals = 250
    @Option(help: .hidden) var serve: Int?

    func run() async throws {
        OpenFiles.raiseLimit()
        if let serve { return try await WaitingBroker(port: serve, poll: poll).run() }
        let broker = try ChildBroker(poll: poll)
        defer { broker.stop() }
        let idle = try broker.residentBytes()
        let crowd = Crowd(port: broker.port)
        print("\(people) people, \(arrivals) arriving in a second, one question to the upstream in \(poll) s each")
        let arrival = try await crowd.arrive(people, perSecond: arrivals)
        print("arrived after \(arrival)")
        let start = (try broker.processorSeconds(), ContinuousClock.now, crowd.events)
        try await Task.sleep(for: .seconds(seconds))
        let elapsed = (ContinuousClock.now - start.1) / .seconds(1)
        let codes = Double(crowd.events - start.2) / elapsed / Double(people)
        let processor = (try broker.processorSeconds() - start.0) / elapsed
        let resident = try broker.residentBytes()
        print("codes per person and second   \(rounded(codes)) (one is aimed at)")
        print("processors used               \(rounded(processor)) of \(sysconf(Int32(_SC_NPROCESSORS_ONLN)))")
        print("resident                      \(resident >> 20) MiB (target < 300), idle \(idle >> 20) MiB")
        print("per person                    \((resident - idle) / people) bytes")
        print("failures                      \(crowd.failures) (target 0)")
        await crowd.leave()
    }

    private func rounded(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }
}

/// The limit of open files, two per person in the worst case.
enum OpenFiles {
    static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

/// Why a benchmark could not go on.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
