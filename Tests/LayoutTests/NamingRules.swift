/// What house style says about names and sizes.
enum NamingRules {
    /// Words that say nothing about what a file holds.
    static let empty = ["Util", "Helper", "Manager"]

    /// Modules that know of methods in general and of none in particular.
    static let neutral = [
        "EIDJSON", "EIDJOSE", "EIDMethod", "EIDMethodOIDC", "EIDMethodTesting", "EIDExternalMethod", "EIDBroker",
        "EIDStorageSQLite",
        "EIDServer", "EIDSignature", "EIDPDF", "EIDKeyring", "EIDStorageTesting",
        "EIDSettings", "EIDSimulator", "EIDSimulatorServer", "EIDSimulatorTrust",
    ]

    /// The file's name, if it holds an empty word.
    static func emptyName(_ file: SourceFile) -> String? {
        guard let name = file.path.split(separator: "/").last, empty.contains(where: { name.contains($0) }) else {
            return nil
        }
        return "\(file.path): the name says nothing about what it holds"
    }

    /// Lines of a neutral module that name a method; comments may, as examples.
    static func namedMethods(in file: SourceFile, methods: [String]) -> [String] {
        let parts = file.path.split(separator: "/").map(String.init)
        guard parts.count > 2, parts[0] == "Sources", neutral.contains(parts[1]) else { return [] }
        return file.code.compactMap { line in
            let lower = line.lowercased()
            return methods.first { lower.contains($0.lowercased()) }.map { "\(file.path): names the method \($0)" }
        }
    }

    /// A file that has grown too long to be about one thing.
    static func tooLong(_ file: SourceFile) -> String? {
        let count = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
        return count > 400 ? "\(file.path): \(count) lines; split it at 400" : nil
    }
}
