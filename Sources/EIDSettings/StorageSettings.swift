import EIDMethod

/// Where transactions, codes and tokens are kept.
public enum StorageSettings: Sendable, Hashable {
    /// In this process; a restart ends every transaction.
    case memory
    /// In an SQLite file; the path is absolute or seen from the working folder.
    case sqlite(path: String)

    /// Reads the section `storage`; `nil` when it is not complete, and why.
    static func reading(_ section: SettingsReader?, from secrets: SecretSource) -> (
        StorageSettings?, ConfigurationIssue?
    ) {
        guard let section else { return (nil, nil) }
        guard section.text("kind") != "memory" else { return (.memory, nil) }
        // Of another kind it is not known what it needs, and that it is none was said already.
        guard section.text("kind") == "sqlite" else { return (nil, nil) }
        guard let path = section.text("path") else {
            return (nil, ConfigurationIssue("storage.path", "is missing: sqlite keeps its file there"))
        }
        // Not repeated: such an address may have a password in it.
        guard !path.contains("://") else {
            return (nil, ConfigurationIssue("storage.path", "must be the path of an SQLite file, and is an address"))
        }
        return (.sqlite(path: secrets.resolve(path)), nil)
    }
}
