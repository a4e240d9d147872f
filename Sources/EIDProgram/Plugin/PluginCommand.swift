import ArgumentParser
import FoundationEssentials

/// `eid-broker plugin`: for authors of methods.
struct PluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin",
        abstract: "Begin a method of your own.",
        subcommands: [New.self]
    )

    /// `eid-broker plugin new`.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a package with a method, its simulator and its tests.",
            discussion: """
                The method is the template's: it builds and passes the conformance suite as it is. Change it one piece at a \
                time, and run `swift test` after each.
                """
        )

        @Argument(help: "The method's name as a Swift type begins, such as Pigeon or NordicCard.")
        var name: String

        @Option(help: "The folder of eid-broker's sources; the checkout of this executable unless given.")
        var kit: String?

        @Option(help: "The folder to make; the name in small letters unless given.")
        var out: String?

        @Flag(
            help: """
                Add a broker that offers the method, an executable that serves its simulator, and settings for both; the first \
                build takes some minutes then.
                """
        )
        var withBroker = false

        func validate() throws {
            guard PluginPackage.isName(name) else {
                throw ValidationError("A name has 2 to 40 letters and digits and begins with a capital letter.")
            }
        }

        func run() throws {
            guard let kit = kit ?? Checkout.ofThisExecutable else {
                throw ValidationError("This executable lies in no checkout of eid-broker; name one with --kit.")
            }
            let package = PluginPackage(name: name, kit: Checkout.absolute(kit), hasBroker: withBroker)
            guard Checkout.isOne(package.kit) else {
                throw ValidationError("\(kit) is no folder of eid-broker's sources.")
            }
            // SwiftPM takes no two targets of one name, wherever they are.
            guard !Checkout.hasTargets(of: name, in: package.kit) else {
                throw ValidationError("eid-broker itself has targets that begin with EID\(name); take another name.")
            }
            // With executables or without: those may be added later.
            let whole = PluginPackage(name: name, kit: package.kit, hasBroker: true)
            guard !Checkout.hasPackage(named: package.word, in: package.kit) else {
                throw ValidationError("eid-broker itself is named \(package.word); take another name.")
            }
            let taken = KitTypes(of: whole.kitModules, in: package.kit).taken(among: whole.types)
            guard taken.isEmpty else {
                let list = taken.joined(separator: ", ")
                throw ValidationError("\(name) would make types that are there already (\(list)); take another name.")
            }
            let folder = out ?? package.word
            guard !FileManager.default.fileExists(atPath: folder) else {
                throw ValidationError("\(folder) is there already, and nothing in it is overwritten.")
            }
            for (path, text) in package.files {
                let target = "\(folder)/\(path)"
                let parent = target.split(separator: "/", omittingEmptySubsequences: false).dropLast()
                do {
                    try FileManager.default.createDirectory(
                        atPath: parent.joined(separator: "/"),
                        withIntermediateDirectories: true
                    )
                    try Data(text.utf8).write(to: URL(filePath: target))
                } catch { throw UnwrittenFile(target, error) }
            }
            let then = withBroker ? "; \(package.word).yaml says how to run it" : ""
            print("\(folder): \(package.files.count) files; next: cd \(folder) && swift test\(then)")
        }
    }
}
