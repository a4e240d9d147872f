import EIDJSON
public import EIDMethod
import Glibc

/// Makes an executable of a provider, which the broker starts as a process of its own.
///
/// ```swift
/// await ExternalMethod.main(PigeonProvider.self)
/// ```
public enum ExternalMethod {
    /// Serves the broker that has started this process, until it closes the socket; then the process ends.
    public static func main(_ provider: any MethodProvider.Type) async -> Never {
        guard let plugin = MethodRegistry(provider).plugins.first, isSocket(ExternalProtocol.descriptor) else {
            complain(
                "This is an external method of eid-broker. The broker starts it; see Documentation/ExternalMethods.md."
            )
            exit(64)
        }
        // What this process starts has no business with the broker.
        _ = fcntl(ExternalProtocol.descriptor, F_SETFD, FD_CLOEXEC)
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isStarted = DetachedThread.start {
                if let channel = try? Channel(socket: ExternalProtocol.descriptor, output: nil) {
                    let runtime = ExternalRuntime(plugin)
                    let peer = Peer(
                        channel: channel,
                        maximumCalls: 4096,
                        unaskedPerSecond: .max,
                        noteBytesPerSecond: .max,
                        owner: runtime
                    )
                    runtime.peer = peer
                    let reason = peer.run()
                    if reason != Channel.closedByOther { complain("The broker \(reason).") }
                }
                continuation.resume()
            }
            if !isStarted { continuation.resume() }
        }
        exit(0)
    }

    private static func isSocket(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    private static func complain(_ text: String) {
        let line = Array("\(text)\n".utf8)
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
