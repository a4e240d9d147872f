import Glibc

/// How many files and connections the process may have open.
enum OpenFiles {
    /// Takes all that the administrator allows.
    ///
    /// Shells and service managers hand out a soft limit of 1024, for programs that cannot count further; that would be fewer
    /// connections than `server.limits.connections` says.
    static func useWholeLimit() {
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(kind, &limit)
    }
}
