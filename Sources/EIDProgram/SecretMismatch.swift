import EIDMethod

/// A secret is another one than before on the same store.
struct SecretMismatch: Error, CustomStringConvertible {
    /// Which one it is, and what to do.
    let issue: ConfigurationIssue

    var description: String { "\(issue.path) \(issue.message)" }

    /// Nothing in the store can be read.
    static func storage(_ path: String) -> SecretMismatch {
        let message =
            "is not the one under which the records in \(path) were sealed: name that one again, or another "
            + "storage.path, where everything begins anew"
        return SecretMismatch(issue: .init("storage.secret", message))
    }

    /// Nobody would be recognised.
    static func subjects(_ path: String) -> SecretMismatch {
        let message =
            "is not the one of before, as \(path) says: every person would be a stranger to every client; name that "
            + "one again, or if you mean it, check and start once with --new-subjects"
        return SecretMismatch(issue: .init("subjectSecret", message))
    }
}
