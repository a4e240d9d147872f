/// Why a store cannot be used.
public struct SQLiteStoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable {
        /// The file cannot be opened or protected.
        case unusableFile
        /// The file system does not let SQLite keep what it commits.
        case notDurable
        /// A record of a kind that this version does not know.
        case unknownKind
    }

    /// The kind of failure.
    public let code: Code
    /// For the operator's log.
    public let detail: String

    init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// Compares codes only.
    public static func == (left: SQLiteStoreError, right: SQLiteStoreError) -> Bool { left.code == right.code }

    /// The code and the detail.
    public var description: String { "\(code.rawValue): \(detail)" }
}
