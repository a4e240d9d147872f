import Testing

@testable import EIDSwedishBankID
@testable import EIDSwedishBankIDSimulator

/// The digest that ties a status to a signature.
@Suite struct SHA1Tests {
    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
    ])
    func theDigestIsThatOfThePublishedVectors(text: String, digest: String) {
        #expect(SwedishBankIDSimulator.hexadecimal(SHA1.digest(text.utf8)) == digest)
        #expect(SwedishBankIDSimulator.hexadecimal(SimulatedSHA1.digest(text)) == digest)
    }

    @Test func bothDigestsAgreeOnEveryLength() {
        for length in 0..<200 {
            let text = String(repeating: "x", count: length)
            #expect(SHA1.digest(text.utf8) == SimulatedSHA1.digest(text))
        }
    }
}
