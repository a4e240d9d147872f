import EIDMethod
import FoundationEssentials
import Synchronization

/// Counts wrong credentials, so that beyond a small bucket of failures per client guesses are answered with 429.
///
/// Nothing is delayed: whoever guesses on hears no more than that there were too many.
/// Right credentials always pass, so nobody can lock a client out. Unregistered names share one bucket, so that
/// inventing names fills no memory.
final class GuessLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Date
    }

    private let capacity: Double
    private let refillPerSecond: Double
    private let buckets = Mutex<[[UInt8]: Bucket]>([:])

    init(capacity: Int = 10, refillPerMinute: Int = 10) {
        self.capacity = Double(capacity)
        refillPerSecond = Double(refillPerMinute) / 60
    }

    /// Counts a failure; `false` when there were too many.
    func allowsFailure(of client: String?, now: Date) -> Bool {
        buckets.withLock { buckets in
            let key = Array((client ?? "").utf8)
            var bucket = buckets[key] ?? Bucket(tokens: capacity, filledAt: now)
            let elapsed = max(0, now.timeIntervalSince(bucket.filledAt))
            bucket.tokens = min(capacity, bucket.tokens + elapsed * refillPerSecond)
            bucket.filledAt = now
            let allows = bucket.tokens >= 1
            if allows { bucket.tokens -= 1 }
            buckets[key] = bucket
            return allows
        }
    }
}
