import EIDExternalMethod
import EIDMethod

/// The section `externalMethods`: executables that perform methods, each pinned by its hash.
enum ExternalMethodSection {
    static let name = "externalMethods"

    static let setting = Setting.optional(
        name,
        .map(.section(entry)),
        "Executables that perform methods in processes of their own, by the name that `provider` calls them."
    )

    private static let entry: [Setting] = [
        .required("path", .text, "The executable; nobody but its owner may write to it."),
        .required("sha256", .text, "Its SHA-256, 64 hexadecimal digits, as sha256sum prints it."),
        .optional("callSeconds", .integer(1...120), default: 30, "From a call to its answer, at most."),
        .optional("maximumCalls", .integer(1...4096), default: 256, "Calls under way at once; others are refused."),
        .optional("memoryMiB", .integer(64...65_536), default: 2048, "The address space of the process."),
        .optional(
            "keyCallsPerSecond",
            .integer(1...10_000),
            default: 200,
            "Signatures and decryptions with the broker's keys in a second, over ten of them; more ends the process."
        ),
        .optional(
            "subjectNamespaces",
            .list(.text),
            "Name spaces of people for which it may speak as they are; all others are its own, whatever it calls them."
        ),
    ]

    /// The executables of a section, and what is wrong with it; paths are those of the file.
    static func executables(
        _ reader: SettingsReader,
        registry: MethodRegistry,
        resolve: (String) -> String
    ) -> ([ExternalExecutable], [ConfigurationIssue]) {
        var (executables, issues): ([ExternalExecutable], [ConfigurationIssue]) = ([], [])
        for (name, value) in reader.map(self.name) {
            let entry = SettingsReader(value, describedBy: self.entry)
            let path = "\(self.name).\(name)"
            let digest = bytes(entry.text("sha256") ?? "")
            if !MethodSection.isID(name) {
                issues.append(.init(path, "is not a name: lower-case letters, digits and hyphens, at most 32"))
            } else if registry.plugin(named: name) != nil {
                issues.append(.init(path, "is the name of a method that this broker has already"))
            }
            if digest == nil { issues.append(.init("\(path).sha256", "must be 64 hexadecimal digits")) }
            var limits = ExternalLimits()
            limits.call = .seconds(entry.integer("callSeconds") ?? 30)
            limits.calls = entry.integer("maximumCalls") ?? limits.calls
            limits.keyCallsPerSecond = entry.integer("keyCallsPerSecond") ?? limits.keyCallsPerSecond
            limits.memoryMiB = entry.integer("memoryMiB") ?? limits.memoryMiB
            executables.append(
                ExternalExecutable(
                    name: name,
                    path: resolve(entry.text("path") ?? ""),
                    sha256: digest ?? [],
                    limits: limits,
                    subjectNamespaces: entry.texts("subjectNamespaces")
                )
            )
        }
        return (issues.isEmpty ? executables : [], issues)
    }

    private static func bytes(_ digits: String) -> [UInt8]? {
        let digits = Array(digits.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: 64, by: 2) {
            guard let high = digit(digits[start]), let low = digit(digits[start + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
