import CChildProcess
import Glibc

/// A running executable, with the ends of its socket and of its standard output that are ours.
///
/// It must be used by the thread that starts it: the kernel ends the child with that thread.
struct ChildProcess {
    let socket: Int32
    let output: Int32
    /// Readable once the process has ended, even while others hold its socket; negative where the system tells nobody.
    let watch: Int32
    private let process: pid_t

    /// What a child finds in its environment; the broker's own holds secrets.
    private static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "MALLOC_ARENA_MAX=2"]

    /// Starts an image.
    init(_ image: ExecutableImage, _ executable: ExternalExecutable) throws(ExternalFailure) {
        var ends: [Int32] = [-1, -1]
        var pipe: [Int32] = [-1, -1]
        guard eid_socket_pair(&ends) == 0, eid_pipe(&pipe) == 0 else {
            for descriptor in ends where descriptor >= 0 { close(descriptor) }
            throw ExternalFailure(.notStarted, "finds no descriptor left")
        }
        let limits = eid_limits(
            memory: UInt64(max(1, executable.limits.memoryMiB)) << 20,
            files: UInt64(max(8, executable.limits.descriptors))
        )
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(executable.name), nil]
        var environment: [UnsafeMutablePointer<CChar>?] = Self.environment.map { strdup($0) } + [nil]
        let isScript: Int32 = image.isScript ? 1 : 0
        process = eid_spawn(image.descriptor, isScript, ends[1], pipe[1], &arguments, &environment, limits)
        for text in arguments + environment { free(text) }
        close(ends[1])
        close(pipe[1])
        (socket, output) = (ends[0], pipe[0])
        guard process > 0 else {
            close(socket)
            close(output)
            throw ExternalFailure(.notStarted, "is not started by the system")
        }
        watch = eid_process_watch(process)
    }

    /// Ends the process, politely for so long, then by force, and says how it ended.
    ///
    /// What it has started ends with it as long as that is in its process group. Whatever has gone to a session or a group of its
    /// own belongs to nobody whom we could name any more, and goes on without the socket.
    func end(within grace: Duration) -> String {
        var status: Int32 = 0
        let deadline = Monotonic.after(grace)
        kill(process, SIGTERM)
        while !hasEnded && Monotonic.now < deadline { usleep(2000) }
        // Before it is reaped, its number and its group's belong to nobody else.
        kill(-process, SIGKILL)
        kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        guard signal == 0 else { return "signal \(signal)" }
        return (status >> 8) & 0xFF == 127 ? "status 127: it cannot be executed" : "status \((status >> 8) & 0xFF)"
    }

    private var hasEnded: Bool {
        var information = siginfo_t()
        let status = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
        return status != 0 || information.si_signo != 0
    }
}
