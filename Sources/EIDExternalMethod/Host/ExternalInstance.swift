import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging
import Synchronization

/// One method that the process performs: its settings there, and what it may ask for here.
final class ExternalInstance: Sendable {
    private struct Opening {
        let generation: Int
        let task: Task<Result<OpenedInstance, MethodError>, Never>
    }

    let services: MethodServices
    let keyring: any Keyring
    let host: ExternalHost
    private let greeting: Greeting
    private let method: String
    private let settings: SettingValue
    private let number = Mutex<Int64>(0)
    private let hosts: Mutex<AllowedHosts>
    private let opening = Mutex<Opening?>(nil)

    init(host: ExternalHost, greeting: Greeting, method: String, settings: SettingValue, services: MethodServices) {
        self.host = host
        self.greeting = greeting
        self.method = method
        self.settings = settings
        self.services = services
        hosts = Mutex(AllowedHosts(greeting.descriptor, settings: settings, describedBy: greeting.settings))
        keyring = services.keyring
        let entered = host.enter(self)
        number.withLock { $0 = entered }
    }

    /// Whom it may call: what `hello` declared, and once it is open only what the method with its settings needs of that.
    var allowed: AllowedHosts { hosts.withLock { $0 } }

    deinit { host.leave(number.withLock { $0 }) }

    /// The method as the broker calls it.
    func method(displayName: LocalizedText?, opened: OpenedInstance?) -> Method {
        Method(
            id: method,
            displayName: displayName,
            descriptor: opened?.descriptor ?? greeting.descriptor,
            types: opened?.types ?? greeting.descriptor.types,
            loginHints: opened?.loginHints ?? [],
            longestStep: limits.call,
            isRunning: { self.host.isRunning },
            signing: opened?.signing.map { signing($0) },
            begin: { request throws(MethodError) in
                try self.step(try await self.call("begin", [("request", request.wire(self.greeting.version))]))
            },
            resume: { request, state, event throws(MethodError) in
                let members: [(String, JSON)] = [
                    ("request", request.wire(self.greeting.version)), ("state", .bytes(state)),
                    ("event", try self.wire(event)),
                ]
                return try self.step(try await self.call("resume", members))
            },
            redraw: { request, state in
                await self.drawn(
                    "redraw",
                    [("request", request.wire(self.greeting.version)), ("state", .bytes(state))]
                )
            },
            abandon: { request, state in
                await self.pass(
                    on: "abandon",
                    [("request", request.wire(self.greeting.version)), ("state", .bytes(state))]
                )
            }
        )
    }

    /// An event as the protocol has it.
    func wire(_ event: MethodEvent) throws(MethodError) -> JSON {
        guard let event = event.wire else { throw MethodError(.unsupported, "the protocol has no such event") }
        return event
    }

    /// What the process draws; nothing where it does not answer at once.
    func drawn(_ name: String, _ members: [(String, JSON)]) async -> Interaction? {
        guard let answer = try? await call(name, members, within: limits.redraw),
            let drawn = try? answer.optionalObject("interaction")
        else { return nil }
        return try? Interaction(wire: drawn)
    }

    /// Tells the process that nobody waits any more.
    func pass(on name: String, _ members: [(String, JSON)]) async {
        do throws(MethodError) { _ = try await call(name, members, within: limits.abandon) } catch {
            services.log.notice("an abandoned transaction was not passed on", metadata: ["why": "\(error)"])
        }
    }

    /// Lets the process read the settings.
    func examine() async throws(MethodError) -> OpenedInstance {
        let (peer, generation) = try host.current()
        return try await opened(peer, generation)
    }

    /// Calls the process about something that is under way, once it knows the settings.
    func call(
        _ name: String,
        _ members: [(String, JSON)],
        within time: Duration? = nil
    ) async throws(MethodError) -> JSONValue {
        let begin = ContinuousClock.now
        let (peer, generation) = try host.current()
        let issues = try await opened(peer, generation).issues
        guard issues.isEmpty else {
            let paths = issues.map(\.path).joined(separator: ", ")
            throw MethodError(.misconfigured, "the external method finds these settings wrong: \(paths)")
        }
        let own: [(String, JSON)] = [
            ("instance", .integer(number.withLock { $0 })),
            ("now", .number(services.clock.now.timeIntervalSince1970)),
        ]
        let content = JSON.object((own + members).map { (name: $0.0, value: $0.1) })
        // After a restart the process has read its settings first; the person has waited for that as well.
        let left = limits.call - begin.duration(to: .now)
        guard left > .zero else { throw Self.late }
        return try await answer(peer, name, content, within: min(time ?? left, left))
    }

    private var limits: ExternalLimits { host.executable.limits }

    private func step(_ answer: JSONValue) throws(MethodError) -> Method.Step {
        do throws(JSONError) { return host.executable.own(try Method.Step(wire: answer)) } catch {
            throw outside(error)
        }
    }

    private static let late = MethodError(.unavailable, "the external method has not answered in time")

    private func answer(
        _ peer: Peer,
        _ name: String,
        _ content: JSON,
        within time: Duration
    ) async throws(MethodError) -> JSONValue {
        switch await peer.call(name, content, within: time) {
        case .success(let answer): return answer
        case .failure(.refused(let content)):
            let error: MethodError
            do throws(JSONError) { error = try MethodError(wire: content) } catch { throw outside(error) }
            throw error
        case .failure(.late): throw Self.late
        case .failure(.cancelled): throw MethodError(.unavailable, "nobody waits for the external method any more")
        case .failure(.busy): throw MethodError(.unavailable, "the external method has too many calls under way")
        case .failure(.unsendable): throw MethodError(.untrusted, "something too long, or a text with a NUL")
        case .failure(.unreadable):
            throw MethodError(.untrusted, "the external method answers with a text that cannot be read")
        case .failure(.lost(let why)): throw MethodError(.unavailable, "the external method has ended: it \(why)")
        }
    }

    func outside(_ error: JSONError) -> MethodError {
        MethodError(.misconfigured, "the external method answers outside of the protocol: \(error)")
    }

    /// The process knows the settings of this life; asked once however many transactions begin at the same moment.
    private func opened(_ peer: Peer, _ generation: Int) async throws(MethodError) -> OpenedInstance {
        let task = opening.withLock { opening in
            if let opening, opening.generation == generation { return opening.task }
            let task = Task { await self.open(peer) }
            opening = Opening(generation: generation, task: task)
            return task
        }
        do throws(MethodError) { return try await task.value.get() } catch {
            opening.withLock { if $0?.generation == generation { $0 = nil } }
            throw error
        }
    }

    private func open(_ peer: Peer) async -> Result<OpenedInstance, MethodError> {
        let content: JSON = [
            "instance": .integer(number.withLock { $0 }), "method": .string(method), "settings": settings.wire,
            "keys": .array(keyring.keys.compactMap(\.wire)), "logLevel": .string(services.log.logLevel.rawValue),
        ]
        do throws(MethodError) {
            let answer = try await answer(peer, "open", content, within: limits.call)
            do throws(JSONError) {
                let opened = try OpenedInstance(answer, of: greeting.descriptor, in: greeting.version)
                let allowed = AllowedHosts(opened.descriptor, settings: settings, describedBy: greeting.settings)
                hosts.withLock { $0 = allowed }
                return .success(opened)
            } catch {
                return .failure(outside(error))
            }
        } catch {
            return .failure(error)
        }
    }
}
