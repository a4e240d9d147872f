import ArgumentParser
import EIDJSON
import EIDMethod
import EIDServer
import FoundationEssentials

/// `eid-broker sign-file`: a whole signing against a broker and a simulator on this machine, without a browser.
struct SignFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign a file, or every file of a folder, with a broker and a simulator on this machine.",
        discussion: """
            For development only: it plays the client, the person and the person's phone. Where a document is refused, the \
            reason is on standard error, no file stays where its signed one would be, and the exit status is 1.
            """
    )

    @Argument(help: "The file to sign, or a folder of files.")
    var input: String

    @Argument(help: "The signed file to write, or the folder for signed files.")
    var output: String

    @Option(help: "The broker, on loopback.")
    var url: String

    @Option(help: "The client's id.")
    var client: String

    @Option(help: "The file with the client's secret.")
    var secretFile: String

    @Option(help: "pades, cades, cades-enveloping, jades or asic-e.")
    var format = "pades"

    @Option(help: "B-B, B-T, B-LT or B-LTA.")
    var level = "B-LT"

    @Option(help: "The method that the person takes.")
    var method = "itsme"

    @Option(help: "The simulator's persona; its own choice without.")
    var persona: String?

    @Flag(help: "An advanced signature: the operator's seal, with evidence of who approved.")
    var advanced = false

    @Option(help: "Where to write the evidence of the signing; one file only.")
    var evidence: String?

    func validate() throws {
        guard let base = URL(string: url), let host = base.host, GuardedTransport.isLoopback(host) else {
            throw ValidationError("--url must be an address of this machine, such as http://localhost:8480.")
        }
        var isFolder = false
        guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) else {
            throw ValidationError("There is no file \(input).")
        }
        guard !isFolder || evidence == nil else {
            throw ValidationError("--evidence is for one file, not for a folder.")
        }
    }

    func run() async throws {
        guard let base = URL(string: url) else { throw ValidationError("--url is no address.") }
        let secret = try InputFile.text(secretFile).trimmed
        let transport = try AsyncHTTPTransport.guarded(allowsLoopbackHTTP: true)
        let service: SigningService
        do {
            service = try await SigningService(base: base, client: client, secret: secret, transport: transport)
        } catch {
            Terminal.complain(TerminalText.printable("No token from \(url) for \(client): \(error)"))
            throw ExitCode(1)
        }
        var isFolder = false
        guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder), isFolder else {
            guard await sign(input, to: output, service) else { throw ExitCode(1) }
            return
        }
        do { try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true) } catch {
            throw UnwrittenFile(output, error)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: input).filter { !$0.hasPrefix(".") }.sorted()
        var signed = 0
        for name in names where await sign("\(input)/\(name)", to: "\(output)/\(name)\(suffix)", service) {
            signed += 1
        }
        print("\(signed) signed, \(names.count - signed) refused")
        guard signed == names.count else { throw ExitCode(1) }
    }

    /// Whether a file was signed; the reason why not goes to standard error.
    func sign(_ path: String, to target: String, _ service: SigningService) async -> Bool {
        let name = InputFile.name(path)
        let results = ResultFiles(signed: target, evidence: evidence)
        do {
            try results.keepApart(from: path)
            results.discard()
            let document = try await service.upload(
                try InputFile.bytes(path),
                name: name,
                mediaType: Self.mediaType(of: name)
            )
            let order: JSON = [
                "level": advanced ? "aes" : "qes",
                "documents": [["document": .string(document), "format": .string(format), "level": .string(level)]],
                "methods": [.string(method)],
            ]
            let signing = try await service.create(order)
            try await ScriptedPerson(service: service, persona: persona).sign(
                signing.id,
                at: signing.signURL,
                with: method
            )
            let path = "signing/transactions/\(signing.id)"
            let signed = try await service.download("\(path)/documents/0/signed")
            let record = evidence == nil ? nil : try await service.download("\(path)/evidence")
            try results.write(signed: signed, evidence: record)
            print(TerminalText.printable("\(name): signed, \(target)"))
            return true
        } catch {
            Terminal.complain(TerminalText.printable("\(name): not signed: \(error)"))
            return false
        }
    }

    /// What is added to names in a folder.
    var suffix: String {
        switch format {
        case "cades": ".p7s"
        case "cades-enveloping": ".p7m"
        case "jades": level == "B-B" ? ".jws" : ".jws.json"
        case "asic-e": ".asice"
        default: ""
        }
    }

    private static func mediaType(of name: String) -> String {
        let types = [
            "pdf": "application/pdf", "txt": "text/plain", "json": "application/json", "xml": "application/xml",
            "png": "image/png", "jpg": "image/jpeg",
        ]
        return types[name.split(separator: ".").last.map { $0.lowercased() } ?? ""] ?? "application/octet-stream"
    }
}
