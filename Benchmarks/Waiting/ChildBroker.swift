import FoundationEssentials
import Glibc

/// A broker that runs as a child of this process, and what the kernel knows about it.
struct ChildBroker {
    let port: Int
    private let process: pid_t

    init(poll: Int) throws {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let port = Int.random(in: 20_000..<30_000)
        let arguments = [program, "--serve", String(port), "--poll", String(poll)]
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var process = pid_t()
        guard posix_spawn(&process, program, nil, nil, &pointers, environ) == 0 else {
            throw BenchmarkFailure("\(program) cannot be started")
        }
        (self.port, self.process) = (port, process)
        // A crowd that arrives before the port is open would only be refused.
        sleep(3)
        guard waitpid(process, nil, WNOHANG) == 0 else { throw BenchmarkFailure("the broker ended by itself") }
    }

    func stop() {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    func residentBytes() throws -> Int {
        for line in try read("status").split(separator: "\n") where line.hasPrefix("VmRSS:") {
            let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
            if let number { return number * 1024 }
        }
        throw BenchmarkFailure("/proc/\(process)/status is unreadable")
    }

    func processorSeconds() throws -> Double {
        let text = try read("stat")
        // The second field is a name in parentheses, which may hold anything.
        guard let end = text.lastIndex(of: ")") else { throw BenchmarkFailure("/proc/\(process)/stat is unreadable") }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            throw BenchmarkFailure("/proc/\(process)/stat is unreadable")
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private func read(_ name: String) throws -> String {
        guard let file = fopen("/proc/\(process)/\(name)", "r") else { throw BenchmarkFailure("the broker is gone") }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 16 * 1024)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
