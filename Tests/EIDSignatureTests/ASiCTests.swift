import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Containers of several files.
@Suite("ASiC-E") struct ASiCTests {
    private let ca: TestAuthority
    private let builder: ASiCBuilder

    init() throws {
        ca = try TestAuthority()
        builder = try ASiCBuilder([
            ("contract é.txt", "text/plain", [1, 2, 3]), ("a/b&c.bin", nil, []),
        ])
    }

    private func signature(over manifest: [UInt8]) throws -> SignedData { try TestSignature(ca).baseline(manifest) }

    @Test("begins with its media type, uncompressed, at a fixed place") func mediaType() throws {
        let bytes = try builder.container(with: signature(over: builder.manifest))
        #expect(Array(bytes[0..<4]) == [0x50, 0x4B, 3, 4])
        #expect(String(decoding: bytes[30..<38], as: UTF8.self) == "mimetype")
        let end = 38 + ASiCBuilder.mediaType.utf8.count
        #expect(String(decoding: bytes[38..<end], as: UTF8.self) == ASiCBuilder.mediaType)
        #expect(Array(bytes[bytes.count - 22..<bytes.count - 18]) == [0x50, 0x4B, 5, 6])
        // Five members, on this disk and altogether.
        #expect(Array(bytes[bytes.count - 14..<bytes.count - 10]) == [5, 0, 5, 0])
    }

    @Test("lists every file with its digest, names escaped") func manifest() throws {
        let text = String(decoding: builder.manifest, as: UTF8.self)
        #expect(text.contains("URI=\"contract%20%C3%A9.txt\" MimeType=\"text/plain\""))
        #expect(text.contains("URI=\"a/b%26c.bin\""))
        #expect(text.contains("A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E="))
    }

    /// The signed container with one file more.
    private func container(adding name: String) throws -> [UInt8] {
        let signed = try ZIPReader(builder.container(with: signature(over: builder.manifest)))
        var archive = ZIPArchive()
        for member in signed.members { try archive.add(member.name, member.content) }
        try archive.add(name, name.hasSuffix("xml") ? Array(builder.manifest) : [1])
        return try archive.bytes()
    }

    private func report(_ file: [UInt8]) -> DocumentReport {
        ca.validator.validate(container: file, at: TestTime.now + 120)
    }

    @Test("is judged with nothing beside what was signed") func nothingBeside() throws {
        let report = report(try builder.container(with: signature(over: builder.manifest)))
        #expect(report.findings.isEmpty && report.signatures.first?.coversWholeFile == true)
    }

    @Test(
        "is invalid with a file that nobody judges",
        arguments: [
            "META-INF/annex.pdf", "META-INF/signatures001.xml", "META-INF/ASiCManifest002.xml", "META-INF/a/b.pdf",
            "META-INF/manifest.xml", "META-INF/timestamp001.tst",
        ]
    )
    func notJudged(name: String) throws {
        let report = report(try container(adding: name))
        #expect(report.verdict == .invalid && !report.findings.isEmpty)
        // A second list for one signature leaves nothing to judge; otherwise what can be judged is.
        let isSecondList = name.contains("ASiCManifest")
        #expect(report.signatures.map(\.coversWholeFile) == (isSecondList ? [] : [true]))
    }

    @Test("is invalid from the signature on with which there are too many timestamps") func manyTimestamps() throws {
        var signature = try signature(over: builder.manifest)
        signature.signers[0].unsignedAttributes = [OID.signatureTimestamp, .archiveTimestampV3].flatMap { type in
            (1...64).map { CMSAttribute(type, .integer(UInt64($0))) }
        }
        var archive = ZIPArchive()
        for member in try ZIPReader(builder.container(with: signature)).members {
            try archive.add(member.name, member.content)
        }
        let text = String(decoding: builder.manifest, as: UTF8.self)
        for number in ["002", "003"] {
            let list = Array(text.replacing("signature001", with: "signature\(number)").utf8)
            try archive.add("META-INF/ASiCManifest\(number).xml", list)
            var other = try self.signature(over: list)
            other.signers[0].unsignedAttributes = signature.signers[0].unsignedAttributes
            try archive.add("META-INF/signature\(number).p7s", other.der)
        }
        let findings = report(try archive.bytes()).signatures.map { $0.report.findings.first?.detail }
        #expect(findings.map { $0?.contains("too many timestamps") } == [false, false, true])
    }

    @Test("is invalid with a file that was not signed") func notSigned() throws {
        #expect(try report(container(adding: "evil.pdf")).verdict == .invalid)
    }

    @Test("refuses a signature over something else") func otherSignature() throws {
        #expect(throws: refusal(.contentChanged)) { try builder.container(with: signature(over: [1])) }
    }

    @Test(
        "refuses names that leave the container or that it needs itself",
        arguments: ["", "/a", "../a", "a/../b", "a//b", "a\\b", "META-INF/x", "meta-inf/x", "mimetype", "a\u{0}b"]
    )
    func names(name: String) {
        #expect(throws: refusal(.malformed)) { try ASiCBuilder([(name, nil, [])]) }
    }

    @Test("refuses one name twice") func twice() {
        #expect(throws: refusal(.malformed)) { try ASiCBuilder([("a", nil, []), ("a", nil, [1])]) }
    }

    @Test("refuses to be empty") func empty() { #expect(throws: refusal(.malformed)) { try ASiCBuilder([]) } }

    @Test("has the checksums of ZIP") func checksum() {
        #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(CRC32.checksum([]) == 0)
    }
}
