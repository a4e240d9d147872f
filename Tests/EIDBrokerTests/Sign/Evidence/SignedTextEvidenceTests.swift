import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// Evidence that is a person's signature over a text of their scheme.
@Suite("Evidence of a signed text") struct SignedTextEvidenceTests {
    private let bench: EvidenceBench
    private let salt = Data(repeating: 7, count: 32)

    init() throws { bench = try EvidenceBench() }

    /// The scheme's text with a nonce in it, signed by the person.
    private func signed(_ text: String, over other: String? = nil) throws -> SignedText {
        let scheme = SignatureScheme(.rsaPSS, .sha256)
        let value = try bench.ca.personKey.sign(digest: SHA256.digest(other ?? text), scheme)
        return SignedText(text, hash: .sha256, value: value, certificates: [bench.ca.person, bench.ca.issuer])
    }

    private func item(
        _ content: [UInt8],
        keys: String? = nil,
        salt: Data? = Data(repeating: 7, count: 32)
    ) throws -> EvidenceItem {
        let root = try #require(bench.ca.anchors.certificates.first)
        return EvidenceItem(
            kind: "signature",
            mediaType: SignedText.mediaType,
            content: Data(content),
            keys: Data((keys ?? root.pem).utf8),
            nonceSalt: salt
        )
    }

    private var nonce: String { get throws { try bench.commitment.nonce(salt: Array(salt)) } }

    private func report(_ item: EvidenceItem) async throws -> EvidenceReport {
        bench.verify(try await bench.evidence { $0.items = [item] })
    }

    @Test("holds with the nonce in either alphabet") func holds() async throws {
        let standard = Base64.encode(try #require(Base64URL.decode(try nonce)))
        for form in [try nonce, standard] {
            let report = try await report(item(signed("scheme|\(form)|more").json))
            #expect(report.verdict == .valid, "\(report.checks)")
        }
    }

    @Test("is refused where it is about another signing") func elsewhere() async throws {
        let other = Base64URL.encode(SHA256.digest("another"))
        #expect(try await report(item(signed("scheme|\(other)|more").json)).failure == .binding)
    }

    @Test("is refused without a salt") func saltless() async throws {
        let report = try await report(item(signed("scheme|\(nonce)").json, salt: nil))
        #expect(report.verdict != .valid)
    }

    @Test("is refused where the text is another") func changed() async throws {
        let signed = try signed("scheme|\(nonce)|more", over: "scheme|other")
        #expect(try await report(item(signed.json)).failure == .item)
    }

    @Test("is refused below another root") func stranger() async throws {
        let item = try item(signed("scheme|\(nonce)").json, keys: bench.seal.pem)
        #expect(try await report(item).failure == .item)
    }

    @Test("is refused where an authority signed") func authority() async throws {
        var signed = try signed("scheme|\(nonce)")
        signed = SignedText(signed.text, hash: .sha256, value: signed.value, certificates: [bench.ca.issuer])
        #expect(try await report(item(signed.json)).failure == .item)
    }

    @Test(
        "is refused where a part is missing, unknown or of another kind",
        arguments: ["text", "hash", "value", "certificates"]
    )
    func incomplete(name: String) async throws {
        let whole = JSON(try JSONValue.parse(try signed("scheme|\(nonce)").json))
        for value: JSON? in [nil, 7, "SHA-1?", .array([])] {
            var changed = whole
            changed[name] = value
            #expect(try await report(item(changed.serialized())).failure == .item)
        }
        var longer = whole
        longer["more"] = true
        #expect(try await report(item(longer.serialized())).failure == .item)
        #expect(try await report(item(Array("junk".utf8))).failure == .item)
    }
}
