/// Counts how often a partner's key set was fetched.
actor DownloadLog {
    private(set) var downloads = 0

    func count() { downloads += 1 }
}
