import Glibc

/// What this process spends.
enum ProcessorTime {
    /// The processor time that a piece of work takes, all threads together.
    static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        let start = now()
        try body()
        return now() - start
    }

    /// The median over several times the same work.
    static func median(of rounds: Int, _ body: () throws -> Void) rethrows -> Double {
        median(try (0..<rounds).map { _ in try milliseconds(body) })
    }

    static func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }
}
