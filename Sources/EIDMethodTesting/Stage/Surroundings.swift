import EIDKeyring
import EIDMethod
import FoundationEssentials
import Glibc
import Synchronization

/// What the broker has around a method, all of it watched: the network, chance, a log, and what must not leak.
final class Surroundings: Sendable {
    let log = LogCapture()
    let wire: FaultyTransport
    let random: SeededRandom
    private let clock: FakeClock
    private let keyring: PrivateKeyring
    private let allowsLoopbackHTTP: Bool
    private let notes = Mutex(Notes())

    /// What must not leak, and where it might have.
    private struct Notes {
        var confidential: [String] = []
        var errors: [String] = []
        var states: [String] = []
    }

    init(upstream: any HTTPTransport, clock: FakeClock, keys: MethodKeys, allowsLoopbackHTTP: Bool, seed: UInt64) {
        wire = FaultyTransport(upstream)
        random = SeededRandom(seed: seed)
        self.clock = clock
        keyring = PrivateKeyring(keys)
        self.allowsLoopbackHTTP = allowsLoopbackHTTP
    }

    /// Services whose clock may be ahead of the upstream's, and whose network may have something in between.
    func services(clockAhead skew: Duration = .zero, through transport: (any HTTPTransport)? = nil) -> MethodServices {
        MethodServices(
            http: GuardedTransport(transport ?? wire, allowsLoopbackHTTP: allowsLoopbackHTTP),
            clock: clock.wall(ahead: skew),
            random: random.source,
            keyring: keyring,
            log: log.logger(label: "method")
        )
    }

    /// Whether a person may be sent there.
    func allows(_ url: URL) -> Bool { GuardedTransport(wire, allowsLoopbackHTTP: allowsLoopbackHTTP).allows(url) }

    /// Remembers texts that must not be seen.
    func watch(_ texts: [String]) { notes.withLock { $0.confidential += texts } }

    /// Where the person's browser calls from (RFC 5737 §3).
    static let address = "203.0.113.7"
    /// A name of a browser, in bytes, that is long enough to be found as a whole and nowhere by chance.
    private static let shortestBrowser = 16

    /// Remembers that neither the person's address nor the name of their browser may be seen: both are personal data.
    ///
    /// A part of the name, such as that it is a phone's, tells nobody apart.
    func watch(browser: String) {
        watch([Self.address] + [browser].filter { $0.utf8.count >= Self.shortestBrowser })
    }

    /// Remembers an error, however deep.
    func note(_ error: MethodError) {
        var nested = ""
        dump(error, to: &nested)
        let text = ["\(error)", error.detail, nested].joined(separator: "\n")
        notes.withLock { $0.errors.append(text) }
    }

    /// Remembers a state by everything that it shows of itself.
    func note(state: some Any) {
        var text = "\(state)\n\(String(reflecting: state))\n"
        dump(state, to: &text)
        notes.withLock { $0.states.append(text) }
    }

    /// Expects that no secret and nothing watched stands in the log, in an error or in a printed state.
    func requireSecrecy(of secrets: [String]) throws {
        let secrets = secrets.filter { !$0.isEmpty }
        let notes = notes.withLock { $0 }
        let places = [("the log", log.entries), ("an error", notes.errors), ("a printed state", notes.states)]
        for (place, entries) in places {
            for entry in entries {
                guard !entry.containsAny(of: secrets) else { throw ConformanceFailure("a secret is in \(place)") }
                guard !entry.containsAny(of: notes.confidential) else {
                    throw ConformanceFailure("\(place) tells who the person is, or what came with the browser")
                }
            }
        }
    }
}

extension String {
    /// Whether the bytes of one of the texts stand in this one; logs are long, and a search by characters takes seconds.
    func containsAny(of texts: [String]) -> Bool {
        var copy = self
        return copy.withUTF8 { bytes in
            texts.contains { text in
                var text = text
                return text.withUTF8 { Self.find($0, in: bytes) }
            }
        }
    }

    private static func find(_ wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = wanted.first, let text = wanted.baseAddress else { return true }
        guard var place = bytes.baseAddress else { return false }
        let end = place + bytes.count
        while end - place >= wanted.count, let found = memchr(place, Int32(first), end - place) {
            place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
            guard end - place >= wanted.count else { return false }
            if memcmp(place, text, wanted.count) == 0 { return true }
            place += 1
        }
        return false
    }
}
