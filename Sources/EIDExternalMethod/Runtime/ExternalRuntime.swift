import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging
import Synchronization

/// The method's side of the protocol: the methods that the broker has opened, each a provider with its settings.
final class ExternalRuntime: Peer.Owner {
    private struct State {
        weak var peer: Peer?
        var methods: [Int64: Method] = [:]
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
        let call = try reading { () throws(JSONError) in try MethodCall(content) }
        guard let method = state.withLock({ $0.methods[call.instance] }) else {
            throw MethodError(.misconfigured, "the method is not open")
        }
        // Typed throws do not pass through the closure of a task-local value.
        let result: Result<JSON, MethodError> = await CallClock.$moment.withValue(.init(time: call.now)) {
            do throws(MethodError) { return .success(try await call.answer(name, by: method)) } catch {
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
        return [
            "protocol": .integer(version), "descriptor": plugin.descriptor.wire,
            "settings": .array(plugin.settings.map(\.wire)),
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
            keys: MethodKeys(),
            keyring: SocketKeyring(
                peer: peer,
                instance: instance,
                keys: keys
            ),
            log: Logger(label: "method") { _ in SocketLogHandler(peer: peer, instance: instance, logLevel: logLevel) }
        )
        let method = plugin.method(id: try content.requireString("method"), settings: settings, services: services)
        state.withLock { $0.methods[instance] = method }
        return [
            "issues": [], "descriptor": method.descriptor.wire,
            "types": .strings(method.types.subtracting([.signing]).map(\.rawValue).sorted()),
            "loginHints": .array(method.loginHints.map(\.wire)),
        ]
    }

    private func reading<Value>(_ read: () throws(JSONError) -> Value) throws(MethodError) -> Value {
        do throws(JSONError) { return try read() } catch {
            throw MethodError(.misconfigured, "the broker speaks outside of the protocol: \(error)")
        }
    }

    func take(_ name: String, _ content: JSONValue) throws(ProtocolViolation) {
        guard name == "close", let instance = content["instance"]?.integer else { return }
        state.withLock { $0.methods[instance] = nil }
    }

    func printed(_ bytes: ArraySlice<UInt8>) {}
    func passed(_ now: UInt64) throws(ProtocolViolation) -> UInt64 { .max }
    func missed(_ name: String) {}
}
