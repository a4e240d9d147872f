import EIDMethod
import FoundationEssentials
import Testing

/// What a native signature says about documents, in the one form that counts.
@Suite struct SigningStatementTests {
    private let text = """
        eid-broker signature 1
        nonce a-B_9
        sha256 0101010101010101010101010101010101010101010101010101010101010101
        sha256 fefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefe

        """

    @Test func isReadAsItIsWritten() throws {
        let digests = [Data(repeating: 1, count: 32), Data(repeating: 0xFE, count: 32)]
        let statement = try #require(SigningStatement(nonce: "a-B_9", digests: digests))
        #expect(statement.text == text && SigningStatement(text) == statement)
    }

    @Test(arguments: [
        ("signature 1", "signature 2"), ("eid-broker", " eid-broker"), ("nonce ", "nonce"),
        ("nonce a-B_9", "nonce a b"),
        ("sha256 01", "sha256 0"), ("sha256 01", "SHA256 01"), ("sha256 fe", "sha256 FE"), ("sha256 fe", "sha256  fe"),
        ("\n", "\r\n"),
        ("a-B_9", "å"), ("sha256 fe", "sha256 gg"),
    ])
    func anythingElseIsRefused(from: String, to: String) {
        #expect(SigningStatement(text.replacing(from, with: to)) == nil)
    }

    @Test(arguments: ["", "\n", "\n\n\n\n", "eid-broker signature 1\nnonce a\n"]) func nothingIsRefused(text: String) {
        #expect(SigningStatement(text) == nil)
    }

    @Test func whatIsNoSHA256IsRefused() {
        #expect(SigningStatement(nonce: "a", digests: []) == nil)
        #expect(SigningStatement(nonce: "a", digests: [Data(repeating: 1, count: 20)]) == nil)
        #expect(SigningStatement(nonce: "", digests: [Data(repeating: 1, count: 32)]) == nil)
    }
}
