import EIDMethod
import FoundationEssentials
import Testing

@Suite struct ServicesTests {
    @Test func `A token is base64url without padding`() {
        // RFC 4648 §10, in the URL-safe alphabet.
        for (bytes, text) in [("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            let source = RandomSource { _ in Array(bytes.utf8) }
            #expect(source.token(bytes: bytes.utf8.count) == text)
        }
        #expect(RandomSource { _ in [0xFB, 0xFF] }.token(bytes: 2) == "-_8")
    }

    @Test func `The system's tokens differ and have the length asked for`() {
        let tokens = (0..<100).map { _ in RandomSource.system.token() }
        #expect(Set(tokens).count == 100)
        #expect(tokens.allSatisfy { $0.utf8.count == 43 })
        #expect(RandomSource.system.bytes(0).isEmpty)
    }

    @Test func `Seconds are rounded down, before 1970 too`() {
        #expect(WallClock { Date(timeIntervalSince1970: 9.99) }.seconds == 9)
        #expect(WallClock { Date(timeIntervalSince1970: -0.5) }.seconds == -1)
    }

    @Test(arguments: [("nl", Language.nl), ("nl-BE", .nl), ("FR", .fr), ("de-AT-1996", .de), ("en", .en)])
    func `Language tags are read`(_ tag: String, _ language: Language) {
        #expect(Language(tag: tag) == language)
    }

    @Test(arguments: ["", "-", "es", "nld", "n", "-nl", "nl_BE", "\u{0}"])
    func `Languages that the broker does not speak are refused`(_ tag: String) {
        #expect(Language(tag: tag) == nil)
    }

    @Test func `A text has all five languages`() {
        let text = LocalizedText(nl: "een", fr: "un", de: "eins", en: "one", sv: "ett")
        #expect(Language.allCases.map { text[$0] } == ["een", "un", "eins", "one", "ett"])
    }

    @Test func `Errors are compared by code, and described with their cause`() {
        let cause = HTTPFailure(.timedOut, "no answer")
        let error = MethodError(.unavailable, "no token", underlying: cause)
        #expect(error == MethodError(.unavailable, "something else"))
        #expect(error != MethodError(.untrusted, "no token"))
        #expect(error.description == "unavailable: no token (timedOut: no answer)")
        #expect(Set(MethodError.Code.all).count == 12)
    }

    @Test func `Keys are found by use, in the operator's order`() {
        let keys = MethodKeys([
            .init(id: "a", use: .encryption, pem: Secret("")), .init(id: "b", use: .signing, pem: Secret("")),
            .init(id: "c", use: .signing, pem: Secret("")),
        ])
        #expect(keys.keys(for: .signing).map(\.id) == ["b", "c"])
        #expect(keys.keys(for: .encryption).map(\.id) == ["a"])
    }
}
