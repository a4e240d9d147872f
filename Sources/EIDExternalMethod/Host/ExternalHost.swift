import EIDJSON
import EIDKeyring
public import EIDMethod
public import Logging
import Synchronization

/// Starts one executable, keeps it running, and makes methods of it.
///
/// The process runs from `start` to `stop`. When it ends by itself, or is ended because it hangs, floods or leaves the
/// protocol, calls under way fail, and it is started again after a pause that doubles each time.
public final class ExternalHost: Sendable {
    private struct State {
        var greeting: Greeting?
        var failure: ExternalFailure?
        var current: (peer: Peer, generation: Int)?
        var generation = 0
        var why = "has not been started"
        var isStarted = false
        var isStopping = false
        var hasEnded = false
        /// Each is told whether nothing more will come.
        var starting: [CheckedContinuation<Bool, Never>] = []
        var stopping: [CheckedContinuation<Void, Never>] = []
        var instances = Instances()
        var examined: [String: OpenedInstance] = [:]
    }

    /// The executable.
    public let executable: ExternalExecutable
    let log: Logger
    private let wakeup: Wakeup?
    private let state = Mutex(State())

    /// Prepares a host; nothing is read or started yet.
    public init(_ executable: ExternalExecutable, log: Logger) {
        self.executable = executable
        var log = log
        log[metadataKey: "external"] = "\(executable.name)"
        self.log = log
        wakeup = try? Wakeup()
    }

    /// Checks the file, starts it, and asks who it is; a failure here is final.
    public func start() async throws(ExternalFailure) {
        let isFirst = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted
        }
        if isFirst, wakeup == nil || !DetachedThread.start({ self.supervise() }) {
            finish(ExternalFailure(.notStarted, "finds no thread left"))
        }
        await greeted(times: 1)
        if let failure = state.withLock({ $0.greeting == nil ? $0.failure : nil }) { throw failure }
    }

    /// Ends the process, politely first, and waits for its end.
    public func stop() async {
        guard state.withLock({ $0.isStarted }) else { return }
        state.withLock { $0.isStopping = true }
        wakeup?.signal()
        state.withLock { $0.current?.peer }?.end("is stopped")
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.hasEnded { state.stopping.append(continuation) }
                return state.hasEnded
            }
            if isOver { continuation.resume() }
        }
    }

    /// Waits until the process has said so often who it is, as after a crash it will.
    package func greeted(times count: Int) async {
        while true {
            let isOver = await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard state.generation < count, !state.hasEnded else { return true }
                    state.starting.append(continuation)
                    return false
                }
                if isOver { continuation.resume(returning: true) }
            }
            if isOver { return }
        }
    }

    /// How often the process has said who it is.
    package var greetings: Int { state.withLock { $0.generation } }

    /// The plugin, once the process has said what it offers.
    public var plugin: MethodPlugin? {
        guard let greeting = state.withLock({ $0.greeting }) else { return nil }
        return MethodPlugin(descriptor: greeting.descriptor, settings: greeting.settings) { id, name, value, services in
            ExternalInstance(host: self, greeting: greeting, method: id, settings: value, services: services)
                .method(displayName: name, opened: self.state.withLock { $0.examined[id] })
        }
    }

    /// Lets the process look at a method's settings: what is wrong across them, and what the method offers with them.
    public func examine(id: String, settings: SettingValue, keys: MethodKeys) async -> [ConfigurationIssue] {
        guard let greeting = state.withLock({ $0.greeting }) else { return [] }
        let services = MethodServices(
            http: Unconnected(),
            clock: .system,
            random: .system,
            keyring: PrivateKeyring(keys),
            log: log
        )
        let instance = ExternalInstance(
            host: self,
            greeting: greeting,
            method: id,
            settings: settings,
            services: services
        )
        do throws(MethodError) {
            let opened = try await instance.examine()
            state.withLock { $0.examined[id] = opened }
            return opened.issues
        } catch {
            return [ConfigurationIssue("", "cannot be checked: \(error.detail)")]
        }
    }

    private struct Unconnected: HTTPTransport {
        func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
            throw HTTPFailure(.forbidden, "a description needs no network")
        }
    }

    /// The running process, and which of its lives this is.
    func current() throws(MethodError) -> (peer: Peer, generation: Int) {
        let (current, why) = state.withLock { ($0.current, $0.why) }
        guard let current else {
            throw MethodError(.unavailable, "the external method \(executable.name) does not run: it \(why)")
        }
        return current
    }

    /// Whether there is a process that has said who it is.
    package var isRunning: Bool { state.withLock { $0.current != nil } }

    func enter(_ instance: ExternalInstance) -> Int64 { state.withLock { $0.instances.enter(instance) } }

    func leave(_ number: Int64) {
        let peer = state.withLock { state in
            state.instances.leave(number)
            return state.current?.peer
        }
        peer?.note("close", ["instance": .integer(number)])
    }

    func instance(_ number: Int64) -> ExternalInstance? { state.withLock { $0.instances[number] } }

    // MARK: The thread

    private func supervise() {
        let image: ExecutableImage
        do throws(ExternalFailure) { image = try ExecutableImage(executable) } catch { return finish(error) }
        var failures = 0
        while true {
            let began = Monotonic.now
            let why: String
            do throws(ExternalFailure) { why = try live(image) } catch {
                guard state.withLock({ $0.greeting != nil }) else { return finish(error) }
                why = error.description
            }
            let (isOver, failure) = state.withLock { state in
                (state.current, state.why) = (nil, why)
                return (state.isStopping || state.greeting == nil, state.failure)
            }
            guard !isOver else { return finish(failure ?? ExternalFailure(.ended, why)) }
            // Whoever has lived for a minute begins anew.
            if Monotonic.now - began > 60_000_000_000 { failures = 0 }
            let pause = min(executable.limits.longestPause, executable.limits.firstPause * (1 << min(failures, 16)))
            failures += 1
            log.error(
                "an external method has ended and is started again",
                metadata: ["why": "\(why)", "pauseMilliseconds": "\(pause.milliseconds)"]
            )
            let moment = Monotonic.after(pause)
            while Monotonic.now < moment, !state.withLock({ $0.isStopping }) { wakeup?.wait(until: moment) }
            if state.withLock({ $0.isStopping }) { return finish(nil) }
        }
    }

    /// One life of the process, and how it ended.
    private func live(_ image: ExecutableImage) throws(ExternalFailure) -> String {
        let child = try ChildProcess(image, executable)
        let channel: Channel
        do { channel = try Channel(socket: child.socket, output: child.output, process: child.watch) } catch {
            _ = child.end(within: .zero)
            throw ExternalFailure(.notStarted, "finds no descriptor left")
        }
        let connection = ExternalConnection(host: self)
        let limits = executable.limits
        let peer = Peer(
            channel: channel,
            maximumCalls: limits.calls,
            unaskedPerSecond: limits.unaskedPerSecond,
            noteBytesPerSecond: limits.noteBytesPerSecond,
            owner: connection
        )
        connection.peer = peer
        // A stop from before the process was there has found nobody to tell.
        if state.withLock({ $0.isStopping }) { peer.end("is stopped") }
        Task { await greet(peer) }
        let reason = peer.run()
        connection.flush()
        let grace = state.withLock { $0.isStopping } ? executable.limits.stop : .zero
        return "\(reason) (\(child.end(within: grace)))"
    }

    private func greet(_ peer: Peer) async {
        let result = await peer.call("hello", Greeting.call, within: executable.limits.start)
        do throws(ExternalFailure) {
            let greeting: Greeting
            switch result {
            case .success(let json): greeting = try Greeting(json, name: executable.name)
            case .failure(.late): throw ExternalFailure(.silent, "has not said what it is within its time")
            case .failure(.refused): throw ExternalFailure(.wrongVersion, "speaks no version that the broker speaks")
            case .failure(.unreadable):
                throw ExternalFailure(.outsideOfProtocol, "describes itself in texts that cannot be read")
            // Whoever runs the connection knows more.
            case .failure: return
            }
            let isSame = state.withLock { $0.greeting.map { $0.text == greeting.text } ?? true }
            guard isSame else { throw ExternalFailure(.wrongName, "says something else of itself than before") }
            welcome(greeting, peer)
        } catch {
            state.withLock { $0.failure = error }
            peer.end(error.description)
        }
    }

    private func welcome(_ greeting: Greeting, _ peer: Peer) {
        let (waiting, isStopping) = state.withLock { state in
            state.generation += 1
            state.greeting = state.greeting ?? greeting
            state.current = (peer, state.generation)
            defer { state.starting = [] }
            return (state.starting, state.isStopping)
        }
        log.info("an external method runs")
        for continuation in waiting { continuation.resume(returning: false) }
        if isStopping { peer.end("is stopped") }
    }

    private func finish(_ failure: ExternalFailure?) {
        let (starting, stopping) = state.withLock { state in
            state.failure = failure
            state.hasEnded = true
            state.why = failure?.description ?? "is stopped"
            defer { (state.starting, state.stopping) = ([], []) }
            return (state.starting, state.stopping)
        }
        for continuation in starting { continuation.resume(returning: true) }
        for continuation in stopping { continuation.resume() }
    }
}
