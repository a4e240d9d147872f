import Glibc

/// Time that only goes forward, in nanoseconds, for time limits.
enum Monotonic {
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// The moment so long after now.
    static func after(_ duration: Duration) -> UInt64 {
        let milliseconds = UInt64(max(0, min(duration.milliseconds, 86_400_000)))
        return now + milliseconds * 1_000_000
    }
}
