import EIDBroker

/// The storage secret is another one than before, so that nothing in the store can be read.
struct StorageSecretMismatch: Error, CustomStringConvertible {
    let path: String

    var description: String {
        "storage.secret is not the one under which the records in \(path) were sealed: name that one again, or another "
            + "storage.path, where everything begins anew"
    }
}
