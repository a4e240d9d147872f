import Glibc
import Synchronization

/// One end of the socket between the broker and a method: whole messages in both directions, nobody ever waits to send.
final class Channel: Sendable {
    /// The reason that is none: the other side has ended it.
    static let closedByOther = "has closed its socket"
    /// What is read at most of a process that has ended, while something else holds its socket.
    private static let lastBytes = 1 << 20
    /// The most bytes that wait to be taken by the other side.
    private static let backlogBytes = 8 << 20
    /// The most bytes taken in a second.
    static let bytesPerSecond = 32 << 20
    /// The most bytes of standard output and error taken in a second; more waits, and so does who writes it.
    static let printedPerSecond = 16 << 10

    private struct State {
        var backlog: [UInt8] = []
        var isOpen = true
        /// Why the channel is to end.
        var reason: String?
        /// When the thread wakes by itself.
        var planned: UInt64 = .max
    }

    /// What one second may cost.
    private struct Budget {
        var second: UInt64 = 0
        var bytes = 0
        var printed = 0
    }

    private let socket: Int32
    private let output: Int32?
    private let process: Int32?
    private let wakeup: Wakeup
    private let state = Mutex(State())

    /// Takes the descriptors over, and closes them in the end; `process` is readable once the other side's process has ended.
    init(socket: Int32, output: Int32?, process: Int32? = nil) throws(ProtocolViolation) {
        self.socket = socket
        self.output = output
        let watch = process.flatMap { $0 >= 0 ? $0 : nil }
        self.process = watch
        do throws(ProtocolViolation) { wakeup = try Wakeup() } catch {
            // What was handed over is closed here as well where there is no channel to close it.
            for descriptor in [socket, output, watch] { _ = descriptor.map { close($0) } }
            throw error
        }
        _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
        if let output { _ = fcntl(output, F_SETFL, fcntl(output, F_GETFL) | O_NONBLOCK) }
    }

    deinit {
        close(socket)
        if let output { close(output) }
        if let process { close(process) }
    }

    /// Sends a message, at once as far as the socket takes it; what is sent after the end goes nowhere.
    func send(_ message: [UInt8]) {
        guard let frame = FrameBuffer.framed(message) else {
            return end("would be sent a message of \(message.count) bytes")
        }
        let mustWake = state.withLock { state in
            guard state.isOpen, state.reason == nil else { return false }
            var sent = 0
            if state.backlog.isEmpty { sent = max(0, transmit(frame[...])) }
            guard sent < frame.count else { return false }
            state.backlog += frame[sent...]
            if state.backlog.count > Self.backlogBytes { state.reason = "takes no messages" }
            return true
        }
        if mustWake { wakeup.signal() }
    }

    /// Ends the channel for a reason; the first one counts.
    func end(_ reason: String) {
        state.withLock { $0.reason = $0.reason ?? reason }
        wakeup.signal()
    }

    /// Sees to it that `passed` is called at a moment.
    func wake(at moment: UInt64) {
        if state.withLock({ $0.planned > moment }) { wakeup.signal() }
    }

    /// Carries messages on this thread until the end, and says why it came.
    func run(_ events: some ChannelEvents) -> String {
        var frames = FrameBuffer()
        var budget = Budget()
        while true {
            do {
                // Whoever sets a deadline from here on may be too late for `passed`, and signals.
                state.withLock { $0.planned = .max }
                let next = min(try events.passed(Monotonic.now), Monotonic.now + 3_600_000_000_000)
                let (reason, isWaiting) = state.withLock { state in
                    state.planned = next
                    return (state.reason, !state.backlog.isEmpty)
                }
                if let reason { return closed(reason) }
                try turn(events, &frames, &budget, writes: isWaiting, until: next)
            } catch {
                return closed(error.description)
            }
        }
    }

    private func closed(_ reason: String) -> String {
        state.withLock { state in
            state.isOpen = false
            state.backlog = []
        }
        shutdown(socket, Int32(SHUT_RDWR))
        return reason
    }

    private func turn(
        _ events: some ChannelEvents,
        _ frames: inout FrameBuffer,
        _ budget: inout Budget,
        writes: Bool,
        until moment: UInt64
    ) throws(ProtocolViolation) {
        var moment = moment
        let listens = output != nil && budget.printed < Self.printedPerSecond
        if output != nil, !listens { moment = min(moment, (budget.second + 1) * 1_000_000_000) }
        var entries = [
            pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: Int16(writes ? POLLIN | POLLOUT : POLLIN), revents: 0),
            // A negative descriptor is passed over.
            pollfd(fd: listens ? output ?? -1 : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: process ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        let now = Monotonic.now
        let wait = moment > now ? Int32(min((moment - now) / 1_000_000 + 1, 3_600_000)) : 0
        guard poll(&entries, 4, wait) >= 0 || errno == EINTR else { throw ProtocolViolation("has a socket that fails") }
        if Monotonic.now / 1_000_000_000 != budget.second { budget = Budget(second: Monotonic.now / 1_000_000_000) }
        if entries[0].revents != 0 { wakeup.clear() }
        if entries[1].revents & Int16(POLLOUT) != 0 { try flush() }
        if entries[2].revents != 0 { listen(events, &budget) }
        if entries[1].revents & ~Int16(POLLOUT) != 0 { try receive(events, &frames, &budget) }
        if entries[3].revents != 0 { try finish(events, &frames, &budget) }
    }

    /// What the process has said before its end counts; what somebody goes on to say over its socket does not.
    private func finish(
        _ events: some ChannelEvents,
        _ frames: inout FrameBuffer,
        _ budget: inout Budget
    ) throws(ProtocolViolation) {
        var total = 0
        while total < Self.lastBytes {
            let count = try receive(events, &frames, &budget)
            guard count > 0 else { break }
            total += count
        }
        throw ProtocolViolation("has ended")
    }

    /// Takes what is there, and says how much it was.
    @discardableResult
    private func receive(
        _ events: some ChannelEvents,
        _ frames: inout FrameBuffer,
        _ budget: inout Budget
    ) throws(ProtocolViolation) -> Int {
        var end = false
        let chunk = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, initialized in
            let count = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            end = count == 0 || count < 0 && errno != EAGAIN && errno != EINTR
            initialized = max(0, count)
        }
        budget.bytes += chunk.count
        guard budget.bytes <= Self.bytesPerSecond else { throw ProtocolViolation("sends a flood of bytes") }
        frames.append(chunk)
        while let frame = try frames.next() { try events.received(frame) }
        if end { throw ProtocolViolation(Self.closedByOther) }
        return chunk.count
    }

    private func listen(_ events: some ChannelEvents, _ budget: inout Budget) {
        guard let output else { return }
        let chunk = [UInt8](unsafeUninitializedCapacity: 4 << 10) { buffer, initialized in
            initialized = max(0, read(output, buffer.baseAddress, buffer.count))
        }
        // After its end a pipe is readable for ever.
        budget.printed = chunk.isEmpty ? .max : budget.printed + chunk.count
        events.printed(chunk[...])
    }

    private func flush() throws(ProtocolViolation) {
        let isSound = state.withLock { state in
            let count = transmit(state.backlog[...])
            if count > 0 { state.backlog.removeFirst(count) }
            return count >= 0
        }
        guard isSound else { throw ProtocolViolation(Self.closedByOther) }
    }

    /// How many bytes the socket takes without waiting; -1 after its end.
    private func transmit(_ bytes: ArraySlice<UInt8>) -> Int {
        let count = bytes.withUnsafeBytes { bytes in
            Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(Int(MSG_DONTWAIT) | Int(MSG_NOSIGNAL)))
        }
        return count >= 0 ? count : errno == EAGAIN || errno == EINTR ? 0 : -1
    }
}
