import EIDJSON
import EIDKeyring
import EIDMethod
import FoundationEssentials
import Logging
import Synchronization

/// The method's side of the protocol: the methods that the broker has opened, each a provider with its settings.
final class ExternalRuntime: Peer.Owner {
    private struct State {
        weak var peer: Peer?
        var methods: [Int64: Method] = [:]
        /// The version of the protocol that was agreed on.
        var version: Int64 = 1
    }

    private let plugin: MethodPlugin
    private let state = Mutex(State())

    init(_ plugin: MethodPlugin) { self.plugin = plugin }

    var peer: Peer? {
        get { state.withLock { $0.peer } }
        set { state.withLock { $0.peer = newValue } }
    }

    func answer(_ name: String, _ content: JSONValue) async throws(Peer.Refusal) -> JSON {
        do throws(MethodError) {
            return try await perform(name, content)
        } catch {
            throw Peer.Refusal(content: error.wire)
        }
    }

    private func perform(_ name: String, _ content: JSONValue) async throws(MethodError) -> JSON {
        switch name {
        case "hello": return try greeting(for: content)
        case "open": return try reading { () throws(JSONError) in try open(content) }
        case "health": return [:]
        default: break
        }
        let version = state.withLock { $0.version }
        if SigningCall.names.contains(name) {
            let call = try reading { () throws(JSONError) in try SigningCall(content) }
            guard let signing = try method(call.instance).signing else {
                throw MethodError(.unsupported, "the method does not sign")
            }
            return try await at(call.now) { () throws(MethodError) in
                try await call.answer(name, by: signing, in: version)
            }
        }
        let call = try reading { () throws(JSONError) in try MethodCall(content) }
        let method = try method(call.instance)
        return try await at(call.now) { () throws(MethodError) in try await call.answer(name, by: method, in: version) }
    }

    private func method(_ instance: Int64) throws(MethodError) -> Method {
        guard let method = state.withLock({ $0.methods[instance] }) else {
            throw MethodError(.misconfigured, "the method is not open")
        }
        return method
    }

    /// Answers a call by the broker's time.
    private func at(
        _ now: Date,
        _ answer: @Sendable () async throws(MethodError) -> JSON
    ) async throws(MethodError) -> JSON {
        // Typed throws do not pass through the closure of a task-local value.
        let result: Result<JSON, MethodError> = await CallClock.$moment.withValue(.init(time: now)) {
            do throws(MethodError) { return .success(try await answer()) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func greeting(for content: JSONValue) throws(MethodError) -> JSON {
        let offered = content["protocols"]?.elements?.compactMap(\.integer) ?? []
        guard let version = ExternalProtocol.versions.intersection(offered).max() else {
            throw MethodError(.unsupported, "no version of the protocol in common")
        }
        state.withLock { $0.version = version }
        return [
            "protocol": .integer(version), "descriptor": plugin.descriptor.wire(version),
            "settings": .array(plugin.settings.map { $0.wire(version) }),
        ]
    }

    private func open(_ content: JSONValue) throws(JSONError) -> JSON {
        try content.requireOnly(["instance", "method", "settings", "keys", "logLevel"])
        let instance = try content.requireInteger("instance")
        let settings = try SettingValue(wire: try content.requireObject("settings"), as: .section(plugin.settings))
        let keys = try content.requireEach("keys", upTo: 100) { key throws(JSONError) in try KeyringEntry(wire: key) }
        let issues = plugin.issues(settings: settings, keys: MethodKeys(keys.compactMap(\.publicHalf)))
        guard issues.isEmpty else { return ["issues": .array(issues.map(\.wire))] }
        let logLevel: Logger.Level = try content.requireWord("logLevel")
        let peer = peer
        let services = MethodServices(
            http: SocketTransport(peer: peer, instance: instance),
            clock: CallClock.wall,
            random: .system,
            keyring: SocketKeyring(
                peer: peer,
                instance: instance,
                keys: keys
            ),
            log: Logger(label: "method") { _ in SocketLogHandler(peer: peer, instance: instance, logLevel: logLevel) }
        )
        let method = plugin.method(id: try content.requireString("method"), settings: settings, services: services)
        let version = state.withLock { state in
            state.methods[instance] = method
            return state.version
        }
        let signing = version >= ExternalProtocol.signing ? method.signing : nil
        let types = signing == nil ? method.types.subtracting([.signing]) : method.types
        return .present([
            ("issues", []), ("descriptor", method.descriptor.wire(version)),
            ("types", .strings(types.map(\.rawValue).sorted())),
            ("loginHints", .array(method.loginHints.map(\.wire))), ("signing", signing?.offer.wire),
        ])
    }

    private func reading<Value>(_ read: () throws(JSONError) -> Value) throws(MethodError) -> Value {
        do throws(JSONError) { return try read() } catch {
            throw MethodError(.misconfigured, "the broker speaks outside of the protocol: \(error)")
        }
    }

    func take(_ name: String, _ content: JSONValue) throws(JSONError) {
        guard name == "close", let instance = content["instance"]?.integer else { return }
        state.withLock { $0.methods[instance] = nil }
    }

    func printed(_ bytes: ArraySlice<UInt8>) {}
    func passed(_ now: UInt64) throws(ProtocolViolation) -> UInt64 { .max }
    func missed(_ name: String) {}
}
