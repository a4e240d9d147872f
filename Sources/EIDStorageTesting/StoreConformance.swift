public import EIDBroker
public import EIDMethod
import FoundationEssentials
import Synchronization

/// One behaviour that every storage engine must show; an engine's whole test is to run them all.
///
///     @Test(arguments: StoreConformance.all)
///     func behavesLikeEveryStore(_ behaviour: StoreConformance) async throws {
///         try await behaviour { clock in try MyStore(clock: clock) }
///     }
public struct StoreConformance: Sendable, CustomStringConvertible {
    /// The behaviour in words.
    public let description: String
    private let check: @Sendable (any RecordStore, SteppingClock) async throws -> Void

    init(_ description: String, _ check: @escaping @Sendable (any RecordStore, SteppingClock) async throws -> Void) {
        self.description = description
        self.check = check
    }

    /// Runs the behaviour against a fresh store.
    public func callAsFunction(_ makeStore: (WallClock) async throws -> any RecordStore) async throws {
        let clock = SteppingClock()
        try await check(try await makeStore(clock.wall), clock)
    }

    /// Every behaviour.
    public static let all = basics + concurrency + expiry + groups + contents
}

/// What a store did wrong.
public struct StoreConformanceFailure: Error, CustomStringConvertible {
    /// What was expected and did not happen.
    public let description: String
}

/// A clock that moves only when told.
final class SteppingClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

    var now: Date { time.withLock { $0 } }
    var wall: WallClock { WallClock { self.now } }

    func advance(by seconds: Double) {
        time.withLock { $0 = $0.addingTimeInterval(seconds) }
    }

    /// A record that lives for a minute from now.
    func record(
        _ kind: RecordKind,
        _ id: String,
        group: String? = nil,
        body: [UInt8] = [1, 2, 3],
        lives seconds: Double = 60
    ) -> StoredRecord {
        StoredRecord(kind: kind, id: id, group: group, expiresAt: now.addingTimeInterval(seconds), body: body)
    }
}

extension SteppingClock {
    /// A transaction's record.
    func record(
        _ id: String,
        group: String? = nil,
        body: [UInt8] = [1, 2, 3],
        lives seconds: Double = 60
    ) -> StoredRecord {
        record(.transaction, id, group: group, body: body, lives: seconds)
    }
}

/// Fails with what was expected.
func expect(_ condition: Bool, _ expectation: String) throws {
    guard condition else { throw StoreConformanceFailure(description: "expected: \(expectation)") }
}
