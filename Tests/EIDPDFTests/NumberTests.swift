import Testing

@testable import EIDPDF

/// Numbers at the edges of what fits.
@Suite struct NumberTests {
    @Test(
        "whole numbers as far as they fit, and no further",
        arguments: [
            ("0", 0), ("+7", 7), ("-7", -7), ("007", 7), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("99999999999999999999999", nil), ("1.0", nil),
        ] as [(String, Int?)]
    )
    func whole(text: String, value: Int?) throws {
        var parser = PDFParser(Array(text.utf8), limits: PDFLimits())
        let expected = value.map { PDFObject.integer($0) } ?? .real(PDFReal(literal: text))
        #expect(try parser.object() == expected)
    }
}
