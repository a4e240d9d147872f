import EIDBroker
import FoundationEssentials

/// A document that somebody is to sign on the stage.
struct StageDocument: Sendable {
    let name: String
    let mediaType: String
    let bytes: [UInt8]
    var isViewable = true
    var isHashOnly = false
    var findings: [String] = []
    var statements: [ReviewPage.Document.Statement] = []

    /// Two pages of a lease.
    static let lease = StageDocument(
        name: "Huurovereenkomst appartement Kerkstraat 12.pdf",
        mediaType: "application/pdf",
        bytes: pdf(["Lease, page 1 of 2", "Lease, page 2 of 2"]),
        statements: [
            .visible(page: 2), .reason("I rent this flat"), .location("Gent"), .certification(2),
            .commitment("1.2.840.113549.1.9.16.6.5"), .policy("1.3.6.1.4.1.49274.1.1.7.2.0"),
        ]
    )

    /// With what a signer should know.
    static let annex = StageDocument(
        name: "annex.pdf",
        mediaType: "application/pdf",
        bytes: pdf(["Annex"]),
        findings: ["embeddedFiles", "optionalContent", "signed"]
    )

    static let rules = StageDocument(
        name: "house-rules.txt",
        mediaType: "text/plain",
        bytes: Array("House rules\n\n1. Quiet after ten.\n2. <b>No bold text</b>, caf\u{e9} or not.\n".utf8)
    )

    static let plan = StageDocument(
        name: "plan.png",
        mediaType: "image/png",
        bytes: [UInt8](Data(base64Encoded: checkered) ?? Data())
    )

    static let invoice = StageDocument(
        name: "invoice.xml",
        mediaType: "application/xml",
        bytes: Array("<invoice/>".utf8),
        isViewable: false
    )

    static let minutes = StageDocument(
        name: "minutes.pdf",
        mediaType: "application/octet-stream",
        bytes: [],
        isHashOnly: true,
        findings: ["hashOnly"]
    )

    /// A PDF with one line on each page.
    private static func pdf(_ lines: [String]) -> [UInt8] {
        let kids = lines.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
        var objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[\(kids)]/Count \(lines.count)/MediaBox[0 0 420 595]>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
        for (index, line) in lines.enumerated() {
            let content = "BT /F 28 Tf 60 480 Td (\(line)) Tj ET"
            objects.append(
                "<</Type/Page/Parent 2 0 R/Contents \(5 + 2 * index) 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            )
            objects.append("<</Length \(content.utf8.count)>>stream\n\(content)\nendstream")
        }
        var file = "%PDF-1.7\n"
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(file.utf8.count)
            table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file += table + "trailer<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Array(file.utf8)
    }

    /// A PNG of 320 by 120 pixels.
    private static let checkered = """
        iVBORw0KGgoAAAANSUhEUgAAAUAAAAB4CAIAAAAMrLyJAAACJElEQVR42u3csRGAIBBFQRqhJmuzTDJTI6wBDDi4dS7fmc+81FKv\
        2zm36RUTOCdg55yAnXPTAffBrz3v9PUfH5eb2RUwlytgQ3O5AvbAXK6AuVwBG5rLFbChuVwBc7lcAXO5AjY0lytgD8zlCpjLFbCA\
        uVwBG5rLFTCXyxUwl5s3YGNxufFdAXO5AjY0lytgD8zlCpjLFbChuVwBG5rLFTCXyxUwlytgQ3O5AvbAXK6AuVwBC5jLFbChuVwB\
        c7lcAXO5AjY0lytgD8zlCpjL5QqYyz09YGNxuf5KaWguV8BcLlfAXK6ADc3lCtgDc7kC5nIFLGAuV8CG5nIFzOVyBczlCtjQXK6A\
        Dc3lCpjL5QqYyxWwoblcAXtgLlfAXK6ABczlCtjQXO7qgI3F5cZ3BczlCtjQXK6APTCXK2AuV8CG5nIFbGguV8BcLlfAXK6ADc3l\
        CtgDc7kC5nIFLGAuV8CG5nIFzOVyBczlCtjQXK6APTCXK2AulytgLvf0gI3F5forpaG5XAFzuVwBc7kCNjSXK2APzOUKmMsVsIC5\
        XAEbmssVMJfLFTCXK2BDc7kCNjSXK2AulytgLlfAhuZyBeyBuVwBc7kCFjCXK2BDc7mrAzYWlxvfFTCXK2BDc7kC9sBcroC5XAEb\
        mssVsKG5XAFzuVwBc7kCNjSXK2APzOUKmMsVsIC5XAEbmssVMJfLFTCXmzdg59xeJ2DnBOycE7Bzbug+ilbfOLWXOpcAAAAASUVO\
        RK5CYII=
        """
}
