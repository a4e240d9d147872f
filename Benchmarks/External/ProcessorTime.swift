import Glibc

/// What this process has used of its processors.
enum ProcessorTime {
    /// User and system time so far, in microseconds.
    static var used: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
}
