import EIDJOSE
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDSwedishBankID
@testable import EIDSwedishBankIDSimulator

/// Reading the status of a certificate: whole ones, and hostile bytes.
@Suite struct CertificateStatusTests {
    private static let moment = Date(timeIntervalSince1970: 1_780_315_200)

    private func answer(nonce: [UInt8] = Array(repeating: 7, count: 32), isRevoked: Bool = false) throws -> [UInt8] {
        let responder = try BankIDBench.signers.signer(BankIDSigners.responder)
        return try StatusAnswer(madeAt: Self.moment, isRevoked: isRevoked, nonce: nonce)
            .signed(by: responder, about: [1])
    }

    @Test func aWholeAnswerIsRead() throws {
        let status = try CertificateStatus(der: answer())
        #expect(status.isGood && status.producedAt == Self.moment && status.nonce == Array(repeating: 7, count: 32))
        #expect(try !CertificateStatus(der: answer(isRevoked: true)).isGood)
    }

    @Test(arguments: [0, 20, 31, 33]) func aNonceOfAnotherLengthIsRefused(length: Int) throws {
        let digest = SHA1.digest("signature".utf8)
        let status = try CertificateStatus(der: answer(nonce: Array((digest + digest).prefix(length))))
        #expect(throws: MethodError(.untrusted, "")) {
            try status.require(signature: "signature", within: Self.moment...Self.moment)
        }
    }

    @Test func everyTruncationIsRefused() throws {
        let whole = try answer()
        for length in stride(from: 0, to: whole.count, by: 7) {
            #expect(throws: MethodError(.untrusted, "")) { try CertificateStatus(der: Array(whole.prefix(length))) }
        }
    }

    @Test func noChangedByteTraps() throws {
        let whole = try answer()
        for index in 0..<min(whole.count, 260) {
            for bit in [UInt8(0x01), 0x80] {
                var bytes = whole
                bytes[index] ^= bit
                _ = try? CertificateStatus(der: bytes)
            }
        }
    }

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
