import EIDMethod
import FoundationEssentials
import Logging
import Synchronization

/// Which methods answer at present, judged by the calls that the broker makes anyway.
///
/// Starts count, polls, and what comes of an answer that was typed. What a browser brings back counts for itself, since a start
/// often asks nobody while the place that redeems it is gone; and only where the upstream was asked and did not answer: nobody
/// shall be able to take a method from everybody else by what they write into an address, to which a living upstream says no. A
/// step that asks the person something has asked no upstream. Each process judges for itself.
final class MethodHealth: Sendable {
    /// Failures in a row after which a method counts as unavailable.
    static let tolerated = 3
    /// How long it then counts so; after that the next person tries it.
    static let pause: TimeInterval = 60

    private struct Record {
        var failures = 0
        var unavailableUntil = Date.distantPast
    }

    /// What is counted for itself.
    private struct Key: Hashable {
        let id: String
        var isReturn = false
    }

    private let records = Mutex<[Key: Record]>([:])
    private let log: Logger

    init(log: Logger) { self.log = log }

    /// Whether a method may be offered.
    func isAvailable(_ method: Method, at now: Date) -> Bool {
        method.isRunning
            && records.withLock { records in
                [false, true].allSatisfy { isReturn in
                    let until = records[Key(id: method.id, isReturn: isReturn)]?.unavailableUntil ?? .distantPast
                    return until.isPast(at: now, after: Self.pause)
                }
            }
    }

    /// Runs a call of a method, which begins or goes on after an event, and notes what it tells about the upstream.
    func observe<Step: UpstreamWitness>(
        _ id: String,
        _ clock: WallClock,
        after event: MethodEvent? = nil,
        _ call: () async throws(MethodError) -> Step
    ) async throws(MethodError) -> Step {
        let isReturn = if case .callback = event { true } else { false }
        let key = Key(id: id, isReturn: isReturn)
        do {
            let step = try await call()
            if !step.isQuestion { note(key, failed: false, at: clock.now) }
            return step
        } catch {
            if let failed = Self.hasFailed(error, after: event, isReturn: isReturn) {
                note(key, failed: failed, at: clock.now)
            }
            throw error
        }
    }

    /// Whether an error says that the upstream is gone, or there; `nil` where it says nothing of it.
    private static func hasFailed(_ error: MethodError, after event: MethodEvent?, isReturn: Bool) -> Bool? {
        if isReturn { return event?.bringsError == false && error.isOutage ? true : nil }
        // That we have too many calls on their way tells nothing; any other failure is an answer: the upstream is there.
        guard (error.underlying as? HTTPFailure)?.code != .noConnectionFree else { return nil }
        return error.code == .unavailable
    }

    private func note(_ key: Key, failed: Bool, at now: Date) {
        let (before, after) = records.withLock { records in
            // The quick way of nearly every call: nothing is known against the method, and nothing new is.
            guard failed || records[key] != nil else { return (false, false) }
            let before = (records[key]?.failures ?? 0) >= Self.tolerated
            guard failed else {
                records[key] = nil
                return (before, false)
            }
            var record = records[key] ?? Record()
            record.failures = min(record.failures + 1, Self.tolerated)
            if record.failures == Self.tolerated { record.unavailableUntil = now.addingTimeInterval(Self.pause) }
            records[key] = record
            return (before, record.failures == Self.tolerated)
        }
        guard before != after else { return }
        if after {
            log.warning("a method does not answer and is shown as unavailable", metadata: ["method": "\(key.id)"])
        } else {
            log.notice("a method answers again", metadata: ["method": "\(key.id)"])
        }
    }
}

/// A step, as far as it tells whether the upstream answers.
protocol UpstreamWitness {
    /// Whether it asks the person something, for which no upstream was called.
    var isQuestion: Bool { get }
}

extension Method.Step: UpstreamWitness {
    var isQuestion: Bool { if case .present(.ask, _) = self { true } else { false } }
}

extension SigningMethod.Step: UpstreamWitness {
    var isQuestion: Bool { if case .present(.ask, _) = self { true } else { false } }
}
