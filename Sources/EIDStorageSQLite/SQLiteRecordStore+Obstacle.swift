#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension SQLiteRecordStore {
    /// Why a store could not be opened or made at a path, as the end of a sentence; nothing is opened or made for it.
    package static func obstacle(at path: String) -> String? {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else { return "is not a file" }
            guard geteuid() == 0 || status.st_uid == geteuid() else { return "belongs to another user" }
            guard access(path, R_OK | W_OK) == 0 else { return "cannot be read and written" }
            guard status.st_size == 0 || DatabaseFile(path: path).isDatabase else {
                return "is a file that is no SQLite database"
            }
        } else if errno != ENOENT {
            return "cannot be reached: \(String(cString: strerror(errno)))"
        }
        return obstacle(inFolder: folder(of: path))
    }

    /// The companions of the file are made beside it; a folder is not, since a mistyped path would begin an empty store.
    private static func obstacle(inFolder path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno != ENOENT else { return "is in \(path), which does not exist" }
            return "is in \(path), which cannot be reached: \(String(cString: strerror(errno)))"
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { return "is in \(path), which is not a folder" }
        return access(path, W_OK | X_OK) == 0 ? nil : "is in \(path), where nothing can be made"
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
