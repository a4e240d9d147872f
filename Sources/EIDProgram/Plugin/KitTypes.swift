import FoundationEssentials

/// The types of the kit that a method's package can see, read from the kit's own sources.
struct KitTypes {
    private let names: Set<Substring>

    /// Reads the public types of these modules.
    init(of modules: [String], in kit: String) {
        var names: Set<Substring> = []
        for module in modules {
            let folder = "\(kit)/Sources/\(module)"
            for path in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
            where path.hasSuffix(".swift") {
                guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)") else { continue }
                names.formUnion(Self.types(in: String(decoding: bytes, as: UTF8.self), isPublic: true))
            }
        }
        self.names = names
    }

    /// Those of some names that the kit has too, and those that Swift's libraries have.
    func taken(among candidates: [String]) -> [String] {
        candidates.filter { names.contains($0[...]) || Self.common.contains($0) }
    }

    /// The types that a source declares at the beginning of a line, by their names.
    static func types(in source: String, isPublic: Bool) -> [Substring] {
        source.split(separator: "\n").compactMap { line in
            var words = line.split(separator: " ").map { $0 }[...]
            guard !line.hasPrefix(" "), !isPublic || words.first == "public" || words.first == "open" else {
                return nil
            }
            while let word = words.first, modifiers.contains(word) || word.hasPrefix("@") { words = words.dropFirst() }
            guard words.count > 1, let kind = words.first, kinds.contains(kind) else { return nil }
            return words[words.startIndex + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        }
    }

    private static let modifiers: Set<Substring> = ["public", "open", "package", "internal", "final", "indirect"]
    private static let kinds: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
    /// Of Foundation's types those that end as a type of the template does.
    private static let common: Set<String> = [
        "AttributeScopeCodableConfiguration", "CodableConfiguration", "PredicateCodableConfiguration",
    ]
}
