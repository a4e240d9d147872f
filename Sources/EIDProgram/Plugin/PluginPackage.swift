/// A package with a method of its own, made out of the template.
struct PluginPackage {
    /// Such as `NordicCard`.
    let name: String
    /// The absolute path of eid-broker's sources.
    let kit: String
    /// Whether executables offer the method and serve its simulator, which builds the whole broker.
    let hasBroker: Bool

    /// Whether types can begin with it.
    static func isName(_ name: String) -> Bool {
        guard (2...40).contains(name.utf8.count), name.first.map({ ("A"..."Z").contains($0) }) == true else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
    }

    /// The name as settings and commands write it, such as `nordic-card`.
    var word: String {
        var word = ""
        for character in name {
            if character.isUppercase, !word.isEmpty { word += "-" }
            word += character.lowercased()
        }
        return word
    }

    /// Every file by its path in the package.
    var files: [(path: String, text: String)] {
        var files: [(path: String, text: String)] = [("Package.swift", manifest), (".gitignore", ".build/\nkeys/\n")]
        let packed = String(decoding: PackageResources.Template_txt, as: UTF8.self)
        for line in packed.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("=== ") {
                files.append((renamed(line.dropFirst(4)), ""))
            } else if !files.isEmpty {
                files[files.count - 1].text += renamed(line) + "\n"
            }
        }
        // What follows the last line's end is no line.
        if files[files.count - 1].text.hasSuffix("\n\n") { files[files.count - 1].text.removeLast() }
        return files.filter { hasBroker || !isForRunning($0.path) }
    }

    /// The types that the package declares, by name.
    var types: [String] {
        files.filter { $0.path.hasSuffix(".swift") }.flatMap { KitTypes.types(in: $0.text, isPublic: false) }
            .map { String($0) }.filter { $0.hasPrefix(name) }
    }

    /// The modules of the kit that the package imports.
    var kitModules: [String] {
        let imports = files.flatMap { $0.text.split(separator: "\n") }.compactMap { line in
            let words = line.split(separator: " ")
            return words.count > 1 && words[words.count - 2] == "import" ? words.last.map { String($0) } : nil
        }
        return Set(imports).filter { $0.hasPrefix("EID") && !$0.hasPrefix("EID\(name)") }.sorted()
    }

    /// Whether a file is for trying the method out, beyond its tests.
    private func isForRunning(_ path: String) -> Bool {
        ["Sources/\(word)-broker/", "Sources/\(word)-simulator/", "\(word).yaml"].contains { path.hasPrefix($0) }
    }

    /// With the method's own name; `template` in small letters is nothing but a name in those files.
    private func renamed(_ text: some StringProtocol) -> String {
        // This way round: a name may hold the word itself, as `Contemplation` does.
        String(text).replacing("template", with: word).replacing("Template", with: name)
    }

    private var executables: String {
        """
                .executableTarget(
                    name: "\(word)-broker",
                    dependencies: kit("EIDProgram", "EIDMethod") + ["EID\(name)"],
                    swiftSettings: strict
                ),
                .executableTarget(
                    name: "\(word)-simulator",
                    dependencies: kit("EIDSimulator", "EIDSimulatorServer") + ["EID\(name)Simulator"],
                    swiftSettings: strict
                ),

        """
    }

    private var manifest: String {
        """
        // swift-tools-version: 6.2
        import PackageDescription

        let strict: [SwiftSetting] = [
            .swiftLanguageMode(.v6),
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
        ]

        func kit(_ names: String...) -> [Target.Dependency] { names.map { .product(name: $0, package: "eid-broker") } }

        let package = Package(
            name: "\(word)",
            dependencies: [.package(name: "eid-broker", path: "\(kit)")],
            targets: [
                .target(
                    name: "EID\(name)",
                    dependencies: kit("EIDMethod", "EIDMethodOIDC", "EIDJOSE", "EIDJSON"),
                    swiftSettings: strict
                ),
                .target(
                    name: "EID\(name)Simulator",
                    dependencies: kit("EIDSimulator", "EIDJOSE", "EIDJSON"),
                    swiftSettings: strict
                ),
        \(hasBroker ? executables : "")\
                .testTarget(
                    name: "EID\(name)Tests",
                    dependencies: kit("EIDMethod", "EIDMethodTesting", "EIDSimulator", "EIDJOSE", "EIDJSON")
                        + ["EID\(name)", "EID\(name)Simulator"],
                    swiftSettings: strict
                ),
            ]
        )

        """
    }
}
