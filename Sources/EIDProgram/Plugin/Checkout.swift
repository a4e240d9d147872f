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
            if isOne(folder) { return folder }
            parts = parts.dropLast()
        }
        return nil
    }

    /// Whether a folder has the plugin kit's sources, under a path that a manifest can name.
    static func isOne(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/Sources/EIDMethodTesting")
            && folder.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }
    }

    /// Whether a method of that name would have a target that the sources have as well.
    static func hasTargets(of name: String, in folder: String) -> Bool {
        ["Plugins/\(name)", "Sources/EID\(name)", "Sources/EID\(name)Simulator", "Tests/EID\(name)Tests"].contains {
            FileManager.default.fileExists(atPath: "\(folder)/\($0)")
        }
    }

    /// Whether the sources are a package of that name, or have executables that a package of that name would have too.
    static func hasPackage(named word: String, in folder: String) -> Bool {
        word == "eid-broker" || folder.split(separator: "/").last.map { $0.lowercased() == word } == true
            || ["broker", "simulator"].contains {
                FileManager.default.fileExists(atPath: "\(folder)/Sources/\(word)-\($0)")
            }
    }

    /// A path that means the same from every folder.
    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    }
}
