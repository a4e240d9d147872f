package import EIDMethod
import FoundationEssentials
import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension SQLiteRecordStore {
    /// The store that is at a path already, to be read and not written to; `nil` where there is none yet, or none that can be
    /// looked at without leaving a trace.
    package static func existing(at path: String, clock: WallClock = .system) throws -> SQLiteRecordStore? {
        // Log and index lie beside the file itself, wherever a link to it lies.
        guard let size = size(of: path), size > 0, let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        guard let place = place(of: String(cString: real)) else { return nil }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            let database = try DatabaseQueue(path: place, configuration: configuration)
            guard try database.read({ try $0.tableExists("record") }) else { return nil }
            return SQLiteRecordStore(database, clock: clock)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
            // A library that knows no URIs looks for a file of that name.
            return nil
        }
    }

    /// How to name a database so that reading it makes no files beside it.
    private static func place(of path: String) -> String? {
        switch (size(of: "\(path)-wal"), size(of: "\(path)-shm")) {
        // Somebody has it open, or was killed: there is nothing to be made any more.
        case (.some, .some): path
        // Nobody has, and all is in the one file: as on a medium that cannot change, SQLite makes neither log nor index for it
        // (https://sqlite.org/uri.html, "immutable").
        case (nil, nil), (0?, nil): "\(URL(filePath: path).absoluteString)?immutable=1"
        default: nil
        }
    }

    private static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }
}
