import CChildProcess
import Glibc

/// Ends the waiting of the one thread that polls it.
final class Wakeup: Sendable {
    let descriptor: Int32

    init() throws(ProtocolViolation) {
        descriptor = eid_wakeup()
        guard descriptor >= 0 else { throw ProtocolViolation("the system has no descriptor left") }
    }

    deinit { close(descriptor) }

    func signal() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }

    func clear() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, 8)
    }

    /// Waits until the signal or the moment, whatever comes first.
    func wait(until moment: UInt64) {
        let now = Monotonic.now
        guard moment > now else { return }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&entry, 1, Int32(min((moment - now) / 1_000_000 + 1, 3_600_000)))
        clear()
    }
}
