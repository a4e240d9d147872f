import Testing

@testable import EIDExternalMethod

/// Texts that no strict reader takes.
@Suite struct UnreadableTextTests {
    private func replaced(_ text: String) -> String? {
        UnreadableText.replaced(in: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        (#""a\u0000b""#, #""a\uFFFDb""#), (#""\ud83d""#, #""\uFFFD""#), (#""\ude00\ud83d""#, #""\uFFFD\uFFFD""#),
        (#""\ud83d\ud83d\ude00""#, #""\uFFFD\ud83d\ude00""#), (#""\\\u0000""#, #""\\\uFFFD""#),
    ])
    func `They are replaced`(text: String, readable: String) { #expect(replaced(text) == readable) }

    @Test(arguments: [
        #""\\u0000""#, #""\ud83d\ude00""#, #""\u0041\n""#, #""\u00"#, #""\u"#, "\"\\", #""\u+000""#, "",
    ])
    func `Everything else stays as it is`(text: String) { #expect(replaced(text) == nil) }

    @Test func `Bytes that are not UTF-8 are replaced`() {
        let message = Array("\"a".utf8) + [0xFF, 0xED, 0xA0, 0x80] + Array("\"".utf8)
        let read = UnreadableText.replaced(in: message).map { String(decoding: $0, as: UTF8.self) }
        #expect(read?.contains("\u{FFFD}") == true)
    }
}
