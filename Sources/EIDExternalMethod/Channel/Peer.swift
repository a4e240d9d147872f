import EIDJSON
import Synchronization

/// The other side: calls that wait for its answers, and its calls that wait for ours.
final class Peer: Sendable, ChannelEvents {
    /// Why a call has no answer.
    enum Failure: Error, Sendable {
        /// The other side said no, and why.
        case refused(JSONValue)
        case late
        case cancelled
        /// More calls are under way than are allowed.
        case busy
        /// What was to be sent is too long or has a NUL; it comes from outside, and is no reason to end anything.
        case unsendable
        /// The answer has a text that cannot be read.
        case unreadable
        /// The connection is over.
        case lost(String)
    }

    /// Answers the other side's calls and takes its notes.
    protocol Owner: AnyObject, Sendable {
        func answer(_ name: String, _ content: JSONValue) async throws(Refusal) -> JSON
        func take(_ name: String, _ content: JSONValue) throws(JSONError)
        func printed(_ bytes: ArraySlice<UInt8>)
        /// Called now and then; answers with the next moment.
        func passed(_ now: UInt64) throws(ProtocolViolation) -> UInt64
        /// An answer did not come in time.
        func missed(_ name: String)
    }

    /// What the other side is told instead of an answer.
    struct Refusal: Error, Sendable {
        let content: JSON

        /// For an answer that is too long or has a NUL.
        static let unsendable = Refusal(content: ["code": "untrusted", "detail": "an answer that cannot be sent"])
        /// For a call with a text that cannot be read.
        static let unreadable = Refusal(content: ["code": "forbidden", "detail": "a text cannot be read"])
    }

    private struct Waiting {
        let name: String
        let deadline: UInt64
        let continuation: CheckedContinuation<Result<JSONValue, Failure>, Never>
    }

    private struct State {
        var next: Int64 = 1
        var waiting: [Int64: Waiting] = [:]
        /// Calls that nobody waits for any more, whose answers are still to come.
        var given: Set<Int64> = []
        var running: [Int64: Task<Void, Never>] = [:]
        var second: UInt64 = 0
        var unasked = 0
        var noted = 0
        var end: String?
    }

    private let channel: Channel
    private let maximumCalls: Int
    /// Calls and notes that the other side may send in a second.
    private let unaskedPerSecond: Int
    /// Bytes of its notes in a second.
    private let noteBytesPerSecond: Int
    private let state = Mutex(State())
    private let owner: Mutex<(any Owner)?>

    init(
        channel: Channel,
        maximumCalls: Int,
        unaskedPerSecond: Int,
        noteBytesPerSecond: Int = 4 << 20,
        owner: any Owner
    ) {
        self.channel = channel
        self.maximumCalls = maximumCalls
        self.unaskedPerSecond = unaskedPerSecond
        self.noteBytesPerSecond = noteBytesPerSecond
        self.owner = Mutex(owner)
    }

    /// Carries messages on this thread until the end; every call under way fails with it.
    func run() -> String {
        let reason = channel.run(self)
        let (waiting, running) = state.withLock { state in
            state.end = reason
            defer { (state.waiting, state.running) = ([:], [:]) }
            return (state.waiting, state.running)
        }
        for call in waiting.values { call.continuation.resume(returning: .failure(.lost(reason))) }
        for task in running.values { task.cancel() }
        owner.withLock { $0 = nil }
        return reason
    }

    /// Ends the connection.
    func end(_ reason: String) { channel.end(reason) }

    /// Sends a note.
    func note(_ name: String, _ content: JSON) { channel.send(WireMessage.note(name, content)) }

    /// Calls the other side and waits for its answer, so long at most.
    func call(_ name: String, _ content: JSON, within time: Duration) async -> Result<JSONValue, Failure> {
        let id = state.withLock { state in
            defer { state.next += 1 }
            return state.next
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                begin(id, Waiting(name: name, deadline: Monotonic.after(time), continuation: continuation), content)
            }
        } onCancel: {
            giveUp(id, .cancelled)
        }
    }

    private func begin(_ id: Int64, _ call: Waiting, _ content: JSON) {
        let message = WireMessage.call(call.name, id: id, content)
        let refusal: Failure? = state.withLock { state in
            guard content.isReadable, message.count <= ExternalProtocol.frameBytes else { return .unsendable }
            if let end = state.end { return .lost(end) }
            // Answers that nobody waits for any more count as well, or whoever hangs would get calls without end.
            // How it is, is asked all the same: whoever is busy does not hang.
            guard call.name == "health" || state.waiting.count + state.given.count < maximumCalls else { return .busy }
            state.waiting[id] = call
            // Before anybody can find it late: the question whether the other side hangs must not overtake it.
            channel.send(message)
            return nil
        }
        if let refusal { return call.continuation.resume(returning: .failure(refusal)) }
        channel.wake(at: call.deadline)
        // A cancellation that came before the call was known has found nothing.
        if Task.isCancelled { giveUp(id, .cancelled) }
    }

    private func giveUp(_ id: Int64, _ failure: Failure) {
        let call = state.withLock { state in
            let call = state.waiting.removeValue(forKey: id)
            if call != nil { state.given.insert(id) }
            return call
        }
        guard let call else { return }
        note("cancel", ["id": .integer(id)])
        call.continuation.resume(returning: .failure(failure))
    }

    func received(_ message: [UInt8]) throws(ProtocolViolation) {
        do throws(JSONError) {
            switch try WireMessage(message) {
            case .answer(let id, let content): try finish(id, .success(content))
            case .unreadableAnswer(let id): try finish(id, .failure(.unreadable))
            case .failure(let id, let content): try finish(id, .failure(.refused(content)))
            case .call(let name, let id, let content):
                try count()
                try start(name, id, content)
            case .unreadableCall(let id):
                try count()
                channel.send(WireMessage.failure(id: id, Refusal.unreadable.content))
            case .note("cancel", let content):
                try count(noted: message.count)
                let id = try content.requireInteger("id")
                state.withLock { $0.running[id] }?.cancel()
            case .note(let name, let content):
                try count(noted: message.count)
                try owner.withLock { $0 }?.take(name, content)
            }
        } catch {
            throw ProtocolViolation(error)
        }
    }

    private func finish(_ id: Int64, _ result: Result<JSONValue, Failure>) throws(JSONError) {
        let (call, isKnown) = state.withLock { state in
            (state.waiting.removeValue(forKey: id), state.given.remove(id) != nil)
        }
        guard let call else {
            guard isKnown else { throw JSONError(.outOfRange, at: "answer", "answers no call") }
            return
        }
        call.continuation.resume(returning: result)
    }

    private func count(noted bytes: Int = 0) throws(JSONError) {
        let (unasked, noted) = state.withLock { state in
            let second = Monotonic.now / 1_000_000_000
            if second != state.second { (state.second, state.unasked, state.noted) = (second, 0, 0) }
            state.unasked += 1
            state.noted += bytes
            return (state.unasked, state.noted)
        }
        if unasked > unaskedPerSecond { throw JSONError(.tooLarge, at: "", "a flood of messages") }
        if noted > noteBytesPerSecond { throw JSONError(.tooLarge, at: "", "a flood of notes") }
    }

    private func start(_ name: String, _ id: Int64, _ content: JSONValue) throws(JSONError) {
        let owner = owner.withLock { $0 }
        let isNew = state.withLock { state in
            guard state.running[id] == nil, state.running.count < maximumCalls else { return false }
            // Its end waits for the lock, so it is known before it is over.
            state.running[id] = Task {
                var answer: [UInt8]
                do throws(Refusal) {
                    let content = try await owner?.answer(name, content) ?? [:]
                    guard content.isReadable else { throw Refusal.unsendable }
                    answer = WireMessage.answer(id: id, content)
                    guard answer.count <= ExternalProtocol.frameBytes else { throw Refusal.unsendable }
                } catch {
                    answer = WireMessage.failure(id: id, error.content)
                }
                if self.state.withLock({ $0.running.removeValue(forKey: id) }) != nil { self.channel.send(answer) }
            }
            return true
        }
        guard isNew else { throw JSONError(.tooLarge, at: "call", "too many calls at once, or one id twice") }
    }

    func printed(_ bytes: ArraySlice<UInt8>) { owner.withLock { $0 }?.printed(bytes) }

    func passed(_ now: UInt64) throws(ProtocolViolation) -> UInt64 {
        let (late, next) = state.withLock { state in
            let late = state.waiting.filter { $0.value.deadline <= now }
            return (late, state.waiting.values.lazy.map(\.deadline).filter { $0 > now }.min() ?? .max)
        }
        let owner = owner.withLock { $0 }
        for (id, call) in late {
            giveUp(id, .late)
            owner?.missed(call.name)
        }
        return min(next, try owner?.passed(now) ?? .max)
    }
}
