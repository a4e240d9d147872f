import EIDJOSE
import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Small files that would take hundreds of times their room, and files just too large.
@Suite("Nobody reads") struct ReadingLimitTests {
    @Test("more elements than a large revocation list has") func elements() throws {
        func list(_ count: Int) -> [UInt8] {
            var content: [UInt8] = []
            content.reserveCapacity(2 * count)
            for _ in 0..<count { content += [5, 0] }
            return DERElement.sequence(DERElement(encoded: content)).bytes
        }
        #expect(DERCursor.hasElements(list(999), atMost: 1000))
        #expect(!DERCursor.hasElements(list(1000), atMost: 1000))
        #expect(throws: refusal(.malformed)) { try DERReader.parse(list(2_000_000), "") }
    }

    @Test("elements within others, which are counted as well") func nested() {
        var element = DERElement.null
        for _ in 0..<400 { element = .sequence(element, .octets([1, 2, 3])) }
        #expect(DERCursor.hasElements(element.bytes, atMost: 801))
        #expect(!DERCursor.hasElements(element.bytes, atMost: 800))
    }

    @Test("a textual form longer than any message's") func armour() {
        let text = "-----BEGIN CMS-----\n" + String(repeating: "AAAA\n", count: 10_000_000) + "-----END CMS-----\n"
        #expect(throws: refusal(.malformed)) { try ArmouredMessage.message(in: Array(text.utf8)[...]) }
    }

    @Test("a token with more unsigned properties than anybody needs") func properties() throws {
        let ca = try TestAuthority()
        let builder = try JAdESBuilder(certificate: ca.person, chain: [ca.issuer])
        let prepared = try builder.prepare([1], signingTime: TestTime.now)
        let plain = try prepared.signature(with: ca.personKey.sign(digest: prepared.toBeSigned.digest)).json
        func token(_ count: Int) -> String {
            let entries = Array(repeating: "{\"other\":1}", count: count).joined(separator: ",")
            return String(plain.dropLast()) + ",\"header\":{\"etsiU\":[\(entries)]}}"
        }
        #expect(throws: Never.self) { try JAdESSignature(json: token(256)) }
        #expect(throws: refusal(.malformed)) { try JAdESSignature(json: token(257)) }
    }
}
