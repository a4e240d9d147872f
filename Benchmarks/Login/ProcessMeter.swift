import FoundationEssentials
import Glibc

/// Reads what the kernel knows about a process.
struct ProcessMeter: Sendable {
    let process: pid_t

    /// Processor time, all threads together, those that have ended included.
    struct Processor: Sendable {
        var user: Duration
        var system: Duration
        var total: Duration { user + system }

        static func - (later: Processor, earlier: Processor) -> Processor {
            Processor(user: later.user - earlier.user, system: later.system - earlier.system)
        }
    }

    /// Memory that is resident, in bytes.
    struct Memory: Sendable {
        var resident: Int
        /// The part that is this process's own, without what executables and libraries map.
        var anonymous: Int
        var threads: Int
    }

    func processor() throws -> Processor {
        let text = try read("stat")
        // The second field is a name in parentheses, which may hold anything.
        guard let end = text.lastIndex(of: ")") else { throw BenchmarkFailure("/proc/\(process)/stat is unreadable") }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else {
            throw BenchmarkFailure("/proc/\(process)/stat is unreadable")
        }
        let tick = Duration.seconds(1) / sysconf(Int32(_SC_CLK_TCK))
        return Processor(user: tick * user, system: tick * system)
    }

    func memory() throws -> Memory {
        var values: [Substring: Int] = [:]
        for line in try read("status").split(separator: "\n") {
            let parts = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            if parts.count >= 2, let value = Int(parts[1]) { values[parts[0]] = value }
        }
        return Memory(
            resident: (values["VmRSS:"] ?? 0) * 1024,
            anonymous: (values["RssAnon:"] ?? 0) * 1024,
            threads: values["Threads:"] ?? 0
        )
    }

    private func read(_ name: String) throws -> String {
        // Sizes in /proc are zero, so that the file is read to its end by hand.
        guard let file = fopen("/proc/\(process)/\(name)", "r") else {
            throw BenchmarkFailure("the broker is gone")
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 16 * 1024)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
