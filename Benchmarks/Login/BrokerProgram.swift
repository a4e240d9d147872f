import FoundationEssentials
import Glibc

/// The broker's executable.
enum BrokerProgram {
    /// The broker that was built together with this program.
    static var besideThisOne: String { beside("eid-broker") }

    /// A program of the same build.
    static func beside(_ name: String) -> String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return "\(folder)/\(name)"
    }
}

/// A broker that runs as a child of this process.
struct BrokerChild: Sendable {
    let process: pid_t
    /// From the call that starts it until `/health/ready` answered 200.
    let startUp: Duration

    var meter: ProcessMeter { ProcessMeter(process: process) }

    /// Starts a broker and waits until it is ready; its log goes to a file.
    init(program: String, settings: String, log: String, port: Int) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
        let arguments = [program, "serve", "--config", settings]
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        let clock = ContinuousClock()
        let start = clock.now
        var identifier = pid_t()
        guard posix_spawn(&identifier, program, &actions, nil, &pointers, environ) == 0 else {
            throw BenchmarkFailure("\(program) cannot be started")
        }
        process = identifier
        let probe = ReadinessProbe(port: port)
        while !probe.isReady() {
            guard waitpid(identifier, nil, WNOHANG) == 0 else {
                throw BenchmarkFailure("the broker ended by itself; its log is \(log)")
            }
            guard clock.now - start < .seconds(20) else {
                kill(identifier, SIGKILL)
                throw BenchmarkFailure("the broker did not become ready; its log is \(log)")
            }
            usleep(500)
        }
        startUp = clock.now - start
    }

    /// Ends the broker gracefully and waits for it.
    func stop() {
        kill(process, SIGTERM)
        for _ in 0..<1000 {
            guard waitpid(process, nil, WNOHANG) == 0 else { return }
            usleep(5000)
        }
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }
}

/// Why a benchmark could not go on.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
