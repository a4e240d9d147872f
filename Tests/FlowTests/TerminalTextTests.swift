import EIDBroker
import EIDJSON
import EIDSignature
import Foundation
import Logging
import Testing

@testable import EIDProgram

/// What others wrote, on a terminal.
@Suite struct TerminalTextTests {
    /// Characters that steer: controls of both kinds, line ends, and what turns or hides text.
    private static let hostile: [Unicode.Scalar] = [
        "\u{1B}", "\u{07}", "\n", "\r", "\u{9B}", "\u{85}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{200B}",
        "\u{FEFF}", "\u{E0041}",
    ]

    @Test(arguments: hostile)
    func aCharacterThatSteersIsBlanked(_ scalar: Unicode.Scalar) {
        #expect(TerminalText.printable("a\(scalar)b") == "a b")
    }

    @Test func namesOfPeopleStayAsTheyAre() {
        #expect(TerminalText.printable("Zoë d’Ångström, 王小明 “annex”") == "Zoë d’Ångström, 王小明 “annex”")
    }

    @Test(arguments: hostile)
    func aReportForProgramsEscapesIt(_ scalar: Unicode.Scalar) throws {
        let json: JSON = ["name": .string("a\(scalar)b")]
        let text = TerminalText.json(json)
        #expect(!text.unicodeScalars.contains(scalar))
        #expect(try JSONValue.parse(Array(text.utf8))["name"]?.string == "a\(scalar)b", "the text itself is kept")
    }

    private func logLine(_ message: Logger.Message, _ metadata: [(key: String, value: Logger.MetadataValue)]) -> String
    {
        let event = LogEvent(
            level: .notice,
            message: message,
            metadata: nil,
            source: "test",
            file: #fileID,
            function: #function,
            line: #line
        )
        return String(decoding: TextLogHandler(label: "test").line(for: event, metadata), as: UTF8.self)
    }

    @Test(arguments: hostile)
    func aLogLineBlanksIt(_ scalar: Unicode.Scalar) {
        let text = logLine("met a\(scalar)b", [("name", "Zoë\(scalar)b")])
        #expect(text.hasSuffix("test: met a b name=\"Zoë b\""), "\(text)")
    }

    @Test(arguments: [
        ("x outcome=ok", #""x outcome=ok""#), ("x\u{A0}y", "\"x\u{A0}y\""), ("a=b", #""a=b""#),
        (#"a" outcome="ok"#, #""a\" outcome=\"ok""#), (#"a\" b"#, #""a\\\" b""#), (#"""#, #""\"""#), (#"a\b"#, #"a\b"#),
        ("invalid_request", "invalid_request"), ("Zoë", "Zoë"), ("", ""),
    ])
    func aLoggedValueFakesNoField(_ value: String, _ written: String) {
        let text = logLine("met", [("detail", .string(value)), ("outcome", "refused")])
        #expect(text.hasSuffix("test: met detail=\(written) outcome=refused"), "\(text)")
    }

    @Test func aListInALogLineIsOneValue() {
        let text = logLine("met", [("all", .array(["a b", "c"])), ("outcome", "refused")])
        #expect(text.hasSuffix(#"all="[\"a b\", \"c\"]" outcome=refused"#), "\(text)")
    }

    @Test func aReportOnADocumentKeepsItsLines() {
        let validator = SignatureValidator(
            anchors: TrustAnchors([]),
            timestamps: TimestampRules(anchors: TrustAnchors([]))
        )
        let report = SignedFile.validate(Array("no signed file".utf8), document: nil, by: validator, at: Date())
        let usual = report.text(name: "a", hasTrustedList: false).split(separator: "\n").count
        let text = report.text(name: "a\n\u{1B}[2Jb\u{202E}.pdf: valid", hasTrustedList: false)
        #expect(text.hasPrefix("a  [2Jb .pdf: valid: "))
        #expect(text.split(separator: "\n").count == usual)
    }

    @Test func aReportOnEvidenceKeepsItsLines() {
        let verifier = EvidenceVerifier(anchors: TrustAnchors([]), timestampAnchors: TrustAnchors([]), brokerKeys: nil)
        let report = verifier.verify(Array("{}".utf8), files: [], at: Date())
        let usual = report.text(name: "a").split(separator: "\n").count
        let text = report.text(name: "a\n\u{1B}[2Jb\u{202E}.json: valid evidence")
        #expect(text.hasPrefix("a  [2Jb .json: valid evidence: "))
        #expect(text.split(separator: "\n").count == usual)
    }
}
