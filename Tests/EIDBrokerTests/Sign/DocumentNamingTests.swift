import EIDSignature
import FoundationEssentials
import Testing

@testable import EIDBroker

/// Names and media types come from outside and go into headers, files and signatures.
@Suite("Names and media types") struct DocumentNamingTests {
    @Test("of signed files come from those of the documents")
    func names() {
        #expect(SignedFileName.of("contract.pdf", .pades) == "contract-signed.pdf")
        #expect(SignedFileName.of("contract", .pades) == "contract-signed")
        #expect(SignedFileName.of("contract.pdf", .cades) == "contract.pdf.p7s")
        #expect(SignedFileName.of("contract.v2.pdf", .asice) == "contract.v2.asice")
        #expect(SignedFileName.of("a.txt", .jades) == "a.txt.jws")
        #expect(SignedFileName.of("a.txt", .jades, at: .timestamped) == "a.txt.jws.json")
    }

    @Test(
        "lose what no file system should see",
        arguments: [
            ("../../etc/passwd", "passwd"), ("C:\\x\\y.pdf", "y.pdf"), ("a\r\nSet-Cookie: b", "aSet-Cookie b"),
            ("", "document"),
            ("..", "document"), (".hidden", "hidden"), ("a\u{202E}fdp.exe", "afdp.exe"), ("/", "document"),
            ("a\u{0}b", "ab"),
        ]
    ) func safe(_ pair: (String, String)) { #expect(SignedFileName.safe(pair.0) == pair.1) }

    @Test("stay short") func short() {
        #expect(SignedFileName.safe(String(repeating: "é", count: 5000)).utf8.count <= 200)
    }

    @Test("do not collide with a container's own") func container() {
        #expect(SignedFileName.inContainer("mimetype") == "document-mimetype")
        #expect(SignedFileName.inContainer("META-INF") == "document-META-INF")
    }

    @Test(
        "of media are believed only where the content agrees",
        arguments: [
            ("%PDF-1.7", "text/plain", "application/pdf"), ("hello", "application/pdf", "text/plain"),
            ("hello", "text/html", "text/html"), ("{}", "application/json; charset=utf-8", "application/json"),
            ("hello", "text/x\r\ny: z", "text/plain"), ("hello", "image/png", "text/plain"),
            ("a\u{1}b", "application/x-thing", "application/x-thing"),
            ("a\u{1}b", "application/pdf", "application/octet-stream"),
            ("PK\u{3}\u{4}", "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
            ("PK\u{3}\u{4}", "application/pdf", "application/zip"), ("", "nonsense", "text/plain"),
        ]
    ) func types(_ triple: (String, String, String)) {
        #expect(ContentType.of(Array(triple.0.utf8), declared: triple.1) == triple.2)
    }

    @Test("in visible lines are put in once") func lines() {
        let appearance = SignatureOrder.Appearance(page: 1, rectangle: [], lines: ["{name} {x} {name", "{reason}"])
        let lines = VisibleLines.of(appearance, name: "{reason}", reason: "ok", at: .init(timeIntervalSince1970: 0))
        #expect(lines == ["{reason} {x} {name", "ok"])
    }
}
