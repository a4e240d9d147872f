import FoundationEssentials

/// Where eid-broker's sources are.
enum Checkout {
    /// The folder above the running executable that holds the plugin kit's sources.
    static var ofThisExecutable: String? {
        guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        var parts = path.split(separator: "/").dropLast()
        while !parts.isEmpty {
            let folder = "/" + parts.joined(separator: "/")
            if FileManager.default.fileExists(atPath: "\(folder)/Sources/EIDMethodTesting") { return folder }
            parts = parts.dropLast()
        }
        return nil
    }

    /// A path that means the same from every folder.
    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    }
}
