import NIOCore
import Synchronization

/// Wakes those who sleep for a second or so: one timer, however many they are.
///
/// Ten thousand timers of their own, each moved once a second, would cost a tenth of all that a waiting person costs.
final class StreamClock: Sendable {
    private struct Dial {
        var sleepers: [Int: [CheckedContinuation<Void, Never>]] = [:]
        /// The last mark whose sleepers were woken.
        var reached = Int.min
        var isTicking = false
    }

    private let start = ContinuousClock.now
    private let dial = Mutex(Dial())

    /// Returns at a moment, give or take a step of the clock; `loop` moves the clock if nothing does.
    func sleep(until moment: ContinuousClock.Instant, on loop: any EventLoop) async {
        await withCheckedContinuation { continuation in
            let mark = Int((moment - start) / Self.step)
            let begins = dial.withLock { dial in
                dial.sleepers[max(mark, dial.reached) + 1, default: []].append(continuation)
                defer { dial.isTicking = true }
                return !dial.isTicking
            }
            if begins { tick(on: loop) }
        }
    }

    private func tick(on loop: any EventLoop) {
        loop.scheduleTask(in: TimeAmount(Self.step)) { [self] in
            let now = Int((ContinuousClock.now - start) / Self.step)
            let (woken, goesOn) = dial.withLock { dial in
                let due = dial.sleepers.keys.filter { $0 <= now }
                let woken = due.sorted().flatMap { dial.sleepers.removeValue(forKey: $0) ?? [] }
                dial.reached = now
                dial.isTicking = !dial.sleepers.isEmpty
                return (woken, dial.isTicking)
            }
            for sleeper in woken { sleeper.resume() }
            if goesOn { tick(on: loop) }
        }
    }

    private static let step = Duration.milliseconds(50)
}
