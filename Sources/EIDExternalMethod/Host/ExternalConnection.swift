import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging
import Synchronization

/// One life of an external method: what it asks for, what it logs and prints, and whether it still answers.
final class ExternalConnection: Peer.Owner {
    private struct State {
        weak var peer: Peer?
        var nextHealth: UInt64 = 0
        var isExamined = false
        /// What the process logs and prints.
        var said = EntryLimit(perSecond: ExternalConnection.entriesPerSecond)
        /// What the broker says of its calls: apart, so that nobody drowns it in entries of their own.
        var warned = EntryLimit(perSecond: 20)
        var line: [UInt8] = []
    }

    /// The longest line of what it prints; longer ones are broken.
    static let lineBytes = 1000
    /// How many entries of the log it may cause in a second.
    static let entriesPerSecond = 200

    private let host: ExternalHost
    private let keyCalls: KeyCalls
    private let state: Mutex<State>

    init(host: ExternalHost) {
        self.host = host
        let limits = host.executable.limits
        keyCalls = KeyCalls(atOnce: limits.keyCalls, perSecond: limits.keyCallsPerSecond)
        state = Mutex(State(nextHealth: Monotonic.after(host.executable.limits.healthInterval)))
    }

    var peer: Peer? {
        get { state.withLock { $0.peer } }
        set { state.withLock { $0.peer = newValue } }
    }

    // MARK: What it asks for

    func answer(_ name: String, _ content: JSONValue) async throws(Peer.Refusal) -> JSON {
        do {
            guard let instance = host.instance(try content.requireInteger("instance")) else {
                throw JSONError(.outOfRange, at: "instance", "is no method that is open")
            }
            switch name {
            case "http": return try await http(content, instance)
            case "sign": return try await withKeys { try await sign(content, instance) }
            case "decrypt": return try await withKeys { try await decrypt(content, instance) }
            default: throw JSONError(.outOfRange, at: "call", "is no call of the protocol")
            }
        } catch let refusal as Peer.Refusal {
            throw refusal
        } catch let error as JSONError {
            warn(
                "an external method asks for something outside of the protocol",
                ["why": "\(error)"],
                to: host.log
            )
            throw Peer.Refusal(content: ["code": "forbidden", "detail": .string("outside of the protocol: \(error)")])
        } catch {
            throw Peer.Refusal(content: ["code": "forbidden", "detail": "outside of the protocol"])
        }
    }

    private func http(_ content: JSONValue, _ instance: ExternalInstance) async throws -> JSON {
        try content.requireOnly(["instance", "request"])
        let request = try HTTPRequest(wire: try content.requireObject("request"))
        guard instance.allowed.allow(request.url) else {
            warn(
                "an external method wants to call a host that it has not declared",
                ["host": "\(AllowedHosts.place(of: request.url) ?? "")"],
                to: instance.services.log
            )
            throw Peer.Refusal(content: HTTPFailure(.forbidden, "the host is not declared").wire)
        }
        guard request.headers.allSatisfy({ Self.isHarmless($0.name, $0.value) }) else {
            throw Peer.Refusal(content: HTTPFailure(.forbidden, "a header field is not allowed").wire)
        }
        do throws(HTTPFailure) {
            let answer = try await instance.services.http.send(request).wire
            guard answer.isReadable else { throw HTTPFailure(.unreachable, "the answer has a NUL in its header") }
            return answer
        } catch {
            throw Peer.Refusal(content: error.wire)
        }
    }

    /// No field that would end the header or speak of the connection.
    private static func isHarmless(_ name: String, _ value: String) -> Bool {
        let isToken =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
        let isText = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        let reserved = ["host", "connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer"]
        return isToken && isText && !reserved.contains(name.lowercased())
    }

    /// A call that costs the broker itself something.
    private func withKeys(_ call: () async throws -> JSON) async throws -> JSON {
        guard keyCalls.admit() else {
            peer?.end("sends a flood of calls for keys")
            throw Peer.Refusal(content: ["code": "forbidden", "detail": "too many calls for keys"])
        }
        return try await keyCalls.run(call)
    }

    private func sign(_ content: JSONValue, _ instance: ExternalInstance) async throws -> JSON {
        try content.requireOnly(["instance", "key", "algorithm", "bytes"])
        let bytes = try content.requireBytes("bytes", upTo: WireLimit.signedBytes.most)
        let (key, algorithm) = (try content.requireString("key"), try content.requireString("algorithm"))
        do throws(MethodError) {
            return ["signature": .bytes(try await instance.keyring.sign(bytes, key: key, algorithm: algorithm))]
        } catch {
            throw Peer.Refusal(content: ["code": "forbidden", "detail": .string(error.detail)])
        }
    }

    private func decrypt(_ content: JSONValue, _ instance: ExternalInstance) async throws -> JSON {
        try content.requireOnly(["instance", "token", "algorithm", "encryption"])
        let token = try content.requireText("token", upTo: WireLimit.encryptedToken.most)
        let (algorithm, encryption) = (
            try content.requireString("algorithm"), try content.requireString("encryption")
        )
        do throws(MethodError) {
            let bytes = try await instance.keyring.decrypt(token, algorithm: algorithm, encryption: encryption)
            return ["content": .bytes(bytes)]
        } catch {
            throw Peer.Refusal(content: ["code": "forbidden", "detail": .string(error.detail)])
        }
    }

    private func warn(_ message: Logger.Message, _ metadata: Logger.Metadata, to log: Logger) {
        switch state.withLock({ $0.warned.admit() }) {
        case .written: log.warning(message, metadata: metadata)
        case .firstDropped:
            host.log.warning("an external method asks for too much; warnings of this second are dropped")
        case .dropped: break
        }
    }

    // MARK: What it tells

    func take(_ name: String, _ content: JSONValue) throws(JSONError) {
        guard name == "log" else { throw JSONError(.outOfRange, at: "note", "is no note of the protocol") }
        guard mayLog() else { return }
        try content.requireOnly(["instance", "level", "message", "metadata"])
        let level: Logger.Level = try content.requireWord("level")
        let message = String(try content.requireString("message").prefix(WireLimit.logText.most))
        // Not as the entry's own message, which could read like the broker's about a sign-in.
        var metadata: Logger.Metadata = ["external": "\(host.executable.name)", "said": "\(message)"]
        for (key, value) in (try content.requireObject("metadata").members ?? []).prefix(WireLimit.logMetadata.most) {
            metadata[Self.said(key)] = "\(String((value.string ?? "").prefix(WireLimit.logText.most)))"
        }
        let log = host.instance(try content.requireInteger("instance"))?.services.log ?? host.log
        log.log(level: level, "an external method says", metadata: metadata)
    }

    /// A name of the process's own, which is none that the broker's entries have: what they tell of methods and transactions is
    /// believed.
    private static func said(_ key: String) -> String {
        let characters = key.unicodeScalars.prefix(WireLimit.logName.most).map { scalar -> Character in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": Character(scalar)
            default: "_"
            }
        }
        return "said.\(String(characters))"
    }

    private func mayLog() -> Bool {
        switch state.withLock({ $0.said.admit() }) {
        case .written: return true
        case .firstDropped:
            host.log.warning("an external method logs too much; entries of this second are dropped")
            return false
        case .dropped: return false
        }
    }

    func printed(_ bytes: ArraySlice<UInt8>) {
        let lines = state.withLock { state in
            var lines: [[UInt8]] = []
            for byte in bytes {
                if byte == UInt8(ascii: "\n") || state.line.count == Self.lineBytes {
                    lines.append(state.line)
                    state.line = []
                }
                if byte != UInt8(ascii: "\n") { state.line.append(byte) }
            }
            return lines
        }
        for line in lines { tell(line) }
    }

    /// Logs what was printed without an end of its line.
    func flush() { tell(state.withLock { $0.line }) }

    private func tell(_ line: [UInt8]) {
        guard !line.isEmpty, mayLog() else { return }
        host.log.warning("an external method prints", metadata: ["line": "\(String(decoding: line, as: UTF8.self))"])
    }

    // MARK: Whether it still answers

    func passed(_ now: UInt64) throws(ProtocolViolation) -> UInt64 {
        let (isDue, next) = state.withLock { state in
            let isDue = now >= state.nextHealth
            if isDue { state.nextHealth = Monotonic.after(host.executable.limits.healthInterval) }
            return (isDue, state.nextHealth)
        }
        if isDue { examine() }
        return next
    }

    /// One slow call may be the upstream's fault; whoever does not answer this either hangs.
    func missed(_ name: String) {
        if name != "health" && name != "hello" { examine() }
    }

    private func examine() {
        let peer = state.withLock { state in
            defer { state.isExamined = true }
            return state.isExamined ? nil : state.peer
        }
        guard let peer else { return }
        Task {
            let result = await peer.call("health", [:], within: host.executable.limits.health)
            state.withLock { $0.isExamined = false }
            switch result {
            // Whoever says that something is wrong does not hang.
            case .success, .failure(.refused), .failure(.unreadable), .failure(.cancelled), .failure(.lost): return
            case .failure: peer.end("hangs")
            }
        }
    }
}
