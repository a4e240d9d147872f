import EIDJOSE
import EIDMethodTesting
import EIDSignature
import EIDSmartIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSmartID

/// Which certificates count, and what is read of them.
@Suite struct SmartIDTrustTests {
    private static let now = FakeClock().now
    private static let person = Result { try SmartIDArrangement.signers.chain(of: .janis, signs: false) }
    private static let stranger = Result {
        try SmartIDArrangement.signers.chain(of: .janis, signs: false, fault: .strangerIssuer)
    }

    @Test func `A path ends at the root of the file`() throws {
        let chain = try Self.person.get()
        #expect(try path(chain[0], chain[1], chain[2]) == chain)
    }

    @Test func `A file without a root trusts its authorities`() throws {
        let chain = try Self.person.get()
        #expect(try path(chain[0], chain[1]) == Array(chain.prefix(2)))
    }

    @Test func `A root without what is below it finds no path`() throws {
        let chain = try Self.person.get()
        try refuses(.certificateUntrusted) { try path(chain[0], chain[2]) }
    }

    @Test func `Another authority's people are refused`() throws {
        let chain = try Self.person.get()
        try refuses(.certificateUntrusted) { try path(try Self.stranger.get()[0], chain[1], chain[2]) }
    }

    @Test func `A root does not lend its trust to another one's authorities`() throws {
        let chain = try Self.person.get()
        try refuses(.certificateUntrusted) { try path(chain[0], chain[1], try Self.stranger.get()[1]) }
    }

    @Test(arguments: [-10.0, 10]) func `A certificate is refused before and after its life`(years: Double) throws {
        let chain = try Self.person.get()
        let date = Self.now.addingTimeInterval(years * 365 * 86_400)
        try refuses(.certificateExpired) { try path(chain[0], chain[1], chain[2], at: date) }
    }

    @Test func `A person is no authority`() throws {
        try refuses(.certificateUnsuitable) {
            let chain = try Self.person.get()
            return try path(chain[0], chain[0])
        }
    }

    @Test func `The day of birth that a certificate names is read`() throws {
        let birth = try Certificate(der: try Self.person.get()[0]).extensions.birth
        #expect(birth?.ISO8601Format() == "1979-07-04T12:00:00Z")
        let none = try Certificate(der: try SmartIDArrangement.signers.chain(of: .kadri, signs: false)[0])
        #expect(none.extensions.birth == nil)
    }

    @Test(arguments: PSSHash.allCases) func `What is no value verifies over no digest`(hash: PSSHash) throws {
        let certificate = try Certificate(der: try Self.person.get()[0])
        let digest = try hash.digest([1])
        #expect(digest.count == hash.length)
        for value in [[], [0], [UInt8](repeating: 0, count: 256), [UInt8](repeating: 0xFF, count: 256)] {
            #expect(!certificate.verifiesPSS(value, over: digest, hash))
            #expect(!certificate.verifiesPSS(value, over: [], hash))
        }
    }

    private func path(_ person: [UInt8], _ authorities: [UInt8]..., at date: Date = now) throws -> [[UInt8]] {
        let pem = authorities.map {
            "-----BEGIN CERTIFICATE-----\n\(Base64.encode($0))\n-----END CERTIFICATE-----\n"
        }
        let trust = try SmartIDTrust(pem: Array(pem.joined(separator: "text\n").utf8))
        return try trust.path(of: Certificate(der: person), at: date).map(\.der)
    }

    private func refuses(_ code: SignatureError.Code, _ body: () throws -> [[UInt8]]) throws {
        let error = try #require(throws: SignatureError.self) { try body() }
        #expect(error.code == code)
    }
}
