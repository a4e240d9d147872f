import ArgumentParser
import EIDBroker
import EIDJOSE
import EIDJSON
import EIDSignature
import FoundationEssentials

/// `eid-broker evidence`: what is kept of a signing.
struct Evidence: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at the evidence of a signing.",
        subcommands: [Verify.self]
    )

    /// `eid-broker evidence verify`: without any broker and any network.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verify evidence offline.",
            discussion: "Exit status 0 if it is valid, 1 if it is not, 2 if something needed to tell is missing."
        )

        @Argument(help: "The evidence, as downloaded.")
        var file: String

        @Option(help: "A document of the signing, as handed in or as signed; may be repeated.")
        var document: [String] = []

        @OptionGroup var trust: TrustOptions

        @Option(help: "The broker's key set (JSON), for evidence that has no seal.")
        var keys: String?

        @Flag(help: "Print the report as JSON.")
        var json = false

        func run() throws {
            let verifier = EvidenceVerifier(
                anchors: TrustAnchors(try trust.anchors()),
                timestampAnchors: TrustAnchors(try trust.timestampAnchors()),
                brokerKeys: try keys.map(Self.keySet)
            )
            let files = try document.map { path in
                EvidenceVerifier.File(name: InputFile.name(path), bytes: try InputFile.bytes(path))
            }
            let report = verifier.verify(try InputFile.bytes(file), files: files, at: Date())
            print(json ? TerminalText.json(report.json) : report.text(name: InputFile.name(file)))
            try report.verdict.end()
        }

        private static func keySet(_ path: String) throws -> JWKSet {
            do {
                return try JWKSet(parsing: JSONValue.parse(InputFile.bytes(path)))
            } catch let error as ValidationError {
                throw error
            } catch {
                throw ValidationError("\(path) holds no key set: \(error).")
            }
        }
    }
}

extension EvidenceReport {
    /// The report for people: the answer first, then what it rests on.
    func text(name: String) -> String {
        var lines = ["\(name): \(verdict.words)\(verdict == .valid ? " evidence" : "")"]
        if let transaction, let client { lines.append("  Signing \(transaction) for client \(client).") }
        if let kind { lines.append("  Signature: \(kind.rawValue).") }
        for check in checks { lines.append("  \(Self.mark(check.outcome))  \(check.sentence)") }
        return TerminalText.lines(lines)
    }

    /// The report for programs.
    var json: JSON {
        var members: [(name: String, value: JSON)] = [("verdict", .string(verdict.rawValue))]
        if let transaction { members.append(("transaction", .string(transaction))) }
        if let client { members.append(("client", .string(client))) }
        if let kind { members.append(("signature", .string(kind.rawValue))) }
        if let sealedAt { members.append(("sealedAt", .string(sealedAt.formatted(.iso8601)))) }
        let checks = checks.map { check -> JSON in
            [
                "subject": .string(check.subject.rawValue), "outcome": .string(check.outcome.rawValue),
                "sentence": .string(check.sentence),
            ]
        }
        members.append(("checks", .array(checks)))
        return .object(members)
    }

    private static func mark(_ outcome: Check.Outcome) -> String {
        switch outcome {
        case .passed: "passed     "
        case .failed: "FAILED     "
        case .notPossible: "not checked"
        }
    }
}
