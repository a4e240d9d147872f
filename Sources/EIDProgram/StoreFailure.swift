/// Why the store could not be opened, in the words of the settings.
struct StoreFailure: Error, CustomStringConvertible {
    let path: String
    let cause: any Error

    var description: String { "storage.path \(path) cannot be used: \(cause)" }
}
