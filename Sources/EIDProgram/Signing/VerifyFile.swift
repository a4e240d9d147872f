import ArgumentParser
import EIDJSON
import EIDSignature
import FoundationEssentials

/// `eid-broker verify`: judges the signatures of a file, without any network.
struct VerifyFile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Judge the signatures of a PDF, a .p7s or .p7m, a JAdES token or an ASiC-E container, offline.",
        discussion: """
            Exit status 0 if everything is valid, 1 if something is not, 2 if something needed to tell is missing. Without \
            --trusted-list, certificates only claim to be qualified.
            """
    )

    @Argument(help: "The signed file.")
    var file: String

    @Option(help: "What was signed, where it stands beside the signature.")
    var document: String?

    @OptionGroup var trust: TrustOptions

    @Option(help: ArgumentHelp("A national trusted list that you vouch for; may be repeated.", valueName: "xml"))
    var trustedList: [String] = []

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() throws {
        let lists = try trustedList.map { path in
            let xml = try InputFile.bytes(path)
            do throws(SignatureError) { return try TrustedList(xml: xml) } catch {
                throw ValidationError("\(path) cannot be used: \(error.detail).")
            }
        }
        let anchors = TrustAnchors(try trust.anchors() + lists.flatMap(\.anchors.certificates))
        let rules = TimestampRules(anchors: TrustAnchors(try trust.timestampAnchors()))
        var validator = SignatureValidator(anchors: anchors, timestamps: rules)
        validator.trustedLists = lists
        let report = SignedFile.validate(
            try InputFile.bytes(file),
            document: try document.map(InputFile.bytes),
            by: validator,
            at: Date()
        )
        print(
            json
                ? TerminalText.json(report.json)
                : report.text(name: InputFile.name(file), hasTrustedList: !lists.isEmpty)
        )
        try report.verdict.end()
    }
}
