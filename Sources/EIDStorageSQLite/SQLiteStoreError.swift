public import EIDBroker
import GRDB

/// Why a store cannot be used, or did not do what it was asked.
public struct SQLiteStoreError: RecordStoreError, Equatable {
    /// The kinds of failure.
    public enum Code: String, Sendable {
        /// The file cannot be opened or protected.
        case unusableFile
        /// The file system does not let SQLite keep what it commits.
        case notDurable
        /// A record of a kind that this version does not know.
        case unknownKind
        /// Others had the file for longer than a call waits.
        case busy
        /// SQLite says that it cannot: the disk is full or broken, the file is damaged.
        case failed
    }

    /// The kind of failure.
    public let code: Code
    /// For the operator's log.
    public let detail: String

    init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// SQLite's own word for it; its longer message may quote what was stored.
    init(_ error: DatabaseError) {
        let (primary, extended) = (error.resultCode, error.extendedResultCode)
        let detail = extended == primary ? "" : ", extended code \(extended.rawValue)"
        self.init(primary == .SQLITE_BUSY ? .busy : .failed, "SQLite result code \(primary)\(detail)")
    }

    /// Compares codes only.
    public static func == (left: SQLiteStoreError, right: SQLiteStoreError) -> Bool { left.code == right.code }

    /// The code and the detail.
    public var description: String { "\(code.rawValue): \(detail)" }
}
