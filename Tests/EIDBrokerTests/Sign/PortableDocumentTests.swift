import EIDMethod
import FoundationEssentials
import PDFCorpus
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// PDFs are signed inside, and refused where two readers could see two documents.
@Suite("Signing a PDF") struct PortableDocumentTests {
    private func input(_ bytes: [UInt8]) -> DocumentInput {
        var document = SigningBench.document(bytes, name: "contract.pdf")
        document.mediaType = "application/pdf"
        return document
    }

    @Test("reaches each level", arguments: SignatureLevel.allCases) func levels(_ level: SignatureLevel) async throws {
        let bench = try SigningBench()
        let signed = try await bench.signed(SigningBench.order(.pades, level), input(PDFCorpus.plain))
        #expect(signed.bytes.starts(with: PDFCorpus.plain) && signed.fileName == "contract-signed.pdf")
        #expect(signed.facts.levelReached == level)
        let text = String(decoding: signed.bytes, as: UTF8.self)
        #expect(text.contains("/DSS") == (level >= .longTerm))
        #expect(text.contains("/DocTimeStamp") == (level == .archival))
        // What came out can be read, and has the signatures that it should have.
        let inspection = try bench.engine().inspect(input(signed.bytes), for: SigningBench.order(.pades))
        #expect(inspection.signatures == (level == .archival ? 2 : 1) && inspection.findings.contains("signed"))
    }

    @Test("shows what was ordered") func visible() async throws {
        var order = SigningBench.order(.pades)
        order.appearance = .init(
            page: 1,
            rectangle: [50, 50, 250, 120],
            lines: ["Signed by {name}", "{date}"],
            image: nil
        )
        order.reason = "I agree"
        order.fieldName = "Customer"
        let bench = try SigningBench()
        let signed = try await bench.signed(order, input(PDFCorpus.plain))
        let inspection = try bench.engine().inspect(input(signed.bytes), for: nil)
        #expect(inspection.signatures == 1 && inspection.emptyFields == [])
        #expect(throws: SigningFailure(.fieldAlreadySigned, "")) {
            try bench.engine().inspect(input(signed.bytes), for: order)
        }
    }

    @Test("refuses a page that is not there") func page() throws {
        var order = SigningBench.order(.pades)
        order.appearance = .init(page: 999, rectangle: [50, 50, 250, 120], lines: [], image: nil)
        let bench = try SigningBench()
        #expect(throws: SigningFailure(.pageNotFound, "")) {
            try bench.engine().inspect(input(PDFCorpus.plain), for: order)
        }
    }

    @Test("refuses what is no PDF") func noPDF() throws {
        let bench = try SigningBench()
        let order = SigningBench.order(.pades)
        #expect(throws: SigningFailure(.formatNotApplicable, "")) {
            try bench.engine().inspect(SigningBench.document(), for: order)
        }
        #expect(throws: SigningFailure(.documentUnreadable, "")) {
            try bench.engine().inspect(input(Array("%PDF-1.7\nnothing".utf8)), for: order)
        }
        // Beside it or around it, a signature needs no sound file, and the person is told.
        let beside = try bench.engine().inspect(
            input(Array("%PDF-1.7\nnothing".utf8)),
            for: SigningBench.order(.cades)
        )
        #expect(beside.findings == ["document_unreadable"])
        // Nobody has seen then that nothing in it is active.
        var strict = bench
        strict.configuration.documentPolicy = .strict
        #expect(throws: SigningFailure(.documentUnreadable, "")) {
            try strict.engine().inspect(
                input(Array("%PDF-1.7\nnothing".utf8)),
                for: SigningBench.order(.cades)
            )
        }
    }

    @Test("takes for a PDF what viewers take for one") func behindOtherBytes() throws {
        let bench = try SigningBench()
        for first in [" ", "\u{FEFF}", String(repeating: "\n", count: 1000)] {
            let document = input(Array(first.utf8) + PDFCorpus.plain)
            let inspection = try bench.engine().inspect(document, for: SigningBench.order(.cades))
            #expect(inspection.mediaType == "application/pdf" && inspection.findings == ["document_unreadable"])
        }
    }

    @Test("refuses what is empty or too large") func sizes() throws {
        var bench = try SigningBench()
        #expect(throws: SigningFailure(.documentEmpty, "")) { try bench.engine().inspect(input([]), for: nil) }
        bench.configuration.maximumDocumentBytes = 10
        #expect(throws: SigningFailure(.documentTooLarge, "")) {
            try bench.engine().inspect(input(PDFCorpus.plain), for: nil)
        }
    }

    @Test(
        "refuses what nobody could read in the format that was ordered",
        arguments: [
            (SignatureOrder.Format.cadesEnveloping, SignedData.largestContent), (.jades, JAdESSignature.largestContent),
        ]
    )
    func unreadable(_ format: SignatureOrder.Format, _ largest: Int) throws {
        let engine = try SigningBench().engine()
        let bytes = [UInt8](repeating: 0x41, count: largest + 1)
        #expect(throws: SigningFailure(.documentTooLarge, "")) {
            try engine.inspect(input(bytes), for: SigningBench.order(format))
        }
        #expect(throws: Never.self) { try engine.inspect(input(bytes.dropLast()), for: SigningBench.order(format)) }
        #expect(throws: Never.self) { try engine.inspect(input(bytes), for: SigningBench.order(.cades)) }
    }

    @Test(
        "makes tokens and messages of the largest documents that can be read",
        arguments: [
            (SignatureOrder.Format.cadesEnveloping, SignatureLevel.longTerm, SignedData.largestContent),
            (.jades, .timestamped, JAdESSignature.largestContent), (.jades, .baseline, JAdESSignature.largestContent),
        ]
    )
    func largest(_ format: SignatureOrder.Format, _ level: SignatureLevel, _ size: Int) async throws {
        let document = SigningBench.document([UInt8](repeating: 0x41, count: size))
        let signed = try await SigningBench().signed(SigningBench.order(format, level), document)
        let content = try SignedFile.document(in: Array(signed.bytes), size: nil)
        #expect(content?.count == size)
    }
}
