import EIDJOSE
import EIDMethod
import Testing

@testable import EIDSwedishBankID

/// Reading the signed data without an XML parser: exactly what BankID writes, or nothing.
@Suite struct SignedTextTests {
    private func text(_ xml: String) throws -> SignedText { try SignedText(base64: Base64.encode(Array(xml.utf8))) }

    @Test func theDataIsFound() throws {
        let text = try text(
            "<a><usrVisibleData charset=\"UTF-8\" visible=\"wysiwys\">QQ==</usrVisibleData><usrNonVisibleData>\nQg\n==</usrNonVisibleData></a>"
        )
        #expect(try text.content(of: "usrVisibleData") == "QQ==")
        #expect(try text.content(of: "usrNonVisibleData") == "Qg==")
        #expect(try text.content(of: "usr") == nil)
    }

    @Test(arguments: [
        "<d>QQ==</d><d>Qg==</d>", "<d>QQ==", "<d", "<d ", "<d a=\"b\">", "<d><e/>QQ==</d>", "<d>&#81;</d>",
    ])
    func dataWrittenInAnotherWayIsRefused(xml: String) throws {
        let text = try text(xml)
        #expect(throws: MethodError(.untrusted, "")) { _ = try text.content(of: "d").map { _ in } ?? refuse(xml) }
    }

    /// An element that is not even begun is absent, which the caller refuses.
    private func refuse(_ xml: String) throws { throw MethodError(.untrusted, "absent in \(xml)") }

    @Test(arguments: ["<!-- <d>QQ==</d> -->", "<![CDATA[<d>QQ==</d>]]>", "<!DOCTYPE d><d>QQ==</d>"])
    func dataWhereNobodySignsIsRefused(xml: String) {
        #expect(throws: MethodError(.untrusted, "")) { try text(xml) }
    }

    @Test func whatIsNoBase64OrNoTextIsRefused() {
        #expect(throws: MethodError(.untrusted, "")) { try SignedText(base64: "*") }
        #expect(throws: MethodError(.untrusted, "")) { try SignedText(base64: Base64.encode([0xFF, 0xFE])) }
    }
}
