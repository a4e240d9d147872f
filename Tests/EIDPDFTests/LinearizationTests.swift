import EIDPDF
import PDFCorpus
import Testing

/// Files whose first object tells readers which page is the first.
@Suite struct LinearizationTests {
    /// The plain file behind an object that says so, with the place where its own size belongs.
    private func file(_ dictionary: String, size: Int? = nil, before: String = "") throws -> [UInt8] {
        func build(_ size: Int) -> [UInt8] {
            let digits = String(size)
            let padded = String(repeating: "0", count: 8 - digits.count) + digits
            let head = "\(before)9 0 obj\n\(dictionary.replacing("SIZE", with: padded))\nendobj\n"
            return PDFCorpus.behind(head)
        }
        return build(size ?? build(0).count)
    }

    private func isRefused(_ file: [UInt8]) throws -> Bool {
        try PDFDocument(parsing: file).policyViolations.contains { $0.kind == .shadowedObjects }
    }

    @Test("a file that was extended since is read by its catalogue, as one that never was")
    func extended() throws {
        #expect(try !isRefused(file("<</Linearized 1/L SIZE/O 3/N 1>>", size: 100)))
        #expect(try !isRefused(file("<</L SIZE/O 4>>")))
        #expect(try !isRefused(file("(Linearized)")))
        #expect(try !isRefused(PDFCorpus.plain))
    }

    @Test(
        "one that names another first page, or cannot be read by all, is refused",
        arguments: [
            "<</Linearized 1/L SIZE/O 3/N 1>>", "<</Linearized 1/L SIZE/O 4/N 1>>", "<</Linearized 1/L SIZE/O 3/N 2>>",
            "<</Linearized 1/L SIZE/O 3/N 1/P 1>>", "<</Linearized 1/L 99999999>>", "<</Linearized 1>>",
            "<</Linearized 1/L SIZE/L 7>>", "<</Linearized#80 1/L SIZE>>", "<</Linearized 1/L SIZE/Bad foo>>",
            "<</Linearized 1/L --5>>", "<</Linearized 1/L SIZE/Bad<zz>>>",
        ]
    )
    func misleading(_ dictionary: String) throws {
        #expect(try isRefused(file(dictionary)))
    }

    @Test("it is found behind a long comment, and where it is long itself")
    func distant() throws {
        let long = String(repeating: "x", count: 3_000)
        #expect(try isRefused(file("<</Linearized 1/L 99999999>>", before: "%\(long)\n")))
        #expect(try isRefused(file("<</Long(\(long))/Linearized 1/L 99999999>>")))
    }
}
