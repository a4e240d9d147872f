import EIDPDF
import Foundation
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// One call for every format.
@Suite("A signed file") struct SignedFileTests {
    private let ca: TestAuthority
    private let make: TestSignature
    private let content = Array("content".utf8)

    init() throws {
        ca = try TestAuthority()
        make = TestSignature(ca)
    }

    private func report(_ file: [UInt8], _ document: [UInt8]? = nil) throws -> DocumentReport {
        SignedFile.validate(
            file,
            document: document,
            by: ca.validator,
            material: try make.material(),
            at: TestTime.now + 60
        )
    }

    @Test("in CMS is judged with its document") func message() throws {
        let file = try make.archival(content).der
        let good = try report(file, content)
        #expect(good.format == .cades && good.verdict == .valid && good.signatures.first?.report.level == .archival)
        #expect(try report(file, [1]).signatures.first?.report.findings == [refusal(.contentChanged)])
        #expect(try report(file).verdict == .invalid)
    }

    private func armoured(_ label: String, _ file: [UInt8]) -> String {
        "-----BEGIN \(label)-----\n\(Data(file).base64EncodedString(options: .lineLength64Characters))\n-----END \(label)-----\n"
    }

    @Test("in CMS is judged in its textual form", arguments: ["CMS", "PKCS7"]) func armour(_ label: String) throws {
        let file = Array(armoured(label, try make.archival(content).der).utf8)
        let good = try report(file, content)
        #expect(good.format == .cades && good.verdict == .valid)
        #expect(try report(file, [1]).verdict == .invalid)
    }

    @Test(
        "is judged with a byte order mark or white space around its text",
        arguments: ["\u{FEFF}", " \r\n", "\u{FEFF}\n\t"]
    )
    func space(before: String) throws {
        let message = Array((before + armoured("CMS", try make.archival(content).der) + " \n").utf8)
        #expect(try report(message, content).verdict == .valid)
        let builder = try JAdESBuilder(certificate: ca.person, chain: [ca.issuer])
        let prepared = try builder.prepare(content, signingTime: TestTime.now)
        let signature = try prepared.signature(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        for text in [signature.compact, signature.json] {
            #expect(try report(Array((before + text + " \n").utf8)).verdict == .valid)
        }
    }

    @Test(
        "in JAdES is known by a header that begins with white space",
        arguments: ["{ \"alg\":1}", " {\"alg\":1}", "{\n}"]
    )
    func header(_ header: String) throws {
        let file = Array("\(Data(header.utf8).base64EncodedString().filter { $0 != "=" }).AA.AA".utf8)
        #expect(try report(file).format == .jades)
        #expect(try report(Array("plain.text.file".utf8)).format == nil)
    }

    @Test("in a textual form gives its document out") func armouredDocument() throws {
        let builder = try CAdESBuilder(certificate: ca.person, chain: [ca.issuer])
        let prepared = try builder.prepare(enveloping: content, signingTime: TestTime.now)
        let file = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest)).der
        #expect(try SignedFile.document(in: Array(armoured("CMS", file).utf8), size: nil) == content)
    }

    @Test("in a textual form with something around it is refused") func armourWithMore() throws {
        let text = armoured("CMS", try make.archival(content).der)
        let other = text.replacing("END CMS", with: "END PKCS7")
        for text in [text + "I agree", "I agree\n" + text, text + text, other, String(text.dropLast(10))] {
            #expect(try report(Array(text.utf8), content).verdict == .invalid)
        }
        let strange = armoured("CERTIFICATE", try make.archival(content).der)
        #expect(try report(Array(strange.utf8), content).findings == [refusal(.unsupported)])
    }

    @Test("in CMS with its document inside is judged alone") func enveloping() throws {
        let builder = try CAdESBuilder(certificate: ca.person, chain: [ca.issuer])
        let prepared = try builder.prepare(enveloping: content, signingTime: TestTime.now)
        let file = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest)).der
        #expect(try report(file).verdict == .valid)
        #expect(try report(file, content).verdict == .invalid)
    }

    @Test("in JAdES is judged, compact or not") func token() throws {
        let builder = try JAdESBuilder(certificate: ca.person, chain: [ca.issuer])
        let prepared = try builder.prepare(content, signingTime: TestTime.now)
        let signature = try prepared.signature(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        #expect(try report(Array((signature.compact + "\n").utf8)).verdict == .valid)
        #expect(try report(Array(signature.json.utf8)).format == .jades)
        #expect(try report(Array(signature.json.utf8), content).verdict == .invalid)
    }

    @Test("in JAdES is judged with its document") func detachedToken() throws {
        let builder = try JAdESBuilder(certificate: ca.person, chain: [ca.issuer])
        let digest = try DigestAlgorithm.sha256.digest(content)
        let prepared = try builder.prepare(detached: [("a.txt", digest)], signingTime: TestTime.now)
        let signature = try prepared.signature(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        #expect(try report(Array(signature.compact.utf8), content).verdict == .valid)
        #expect(try report(Array(signature.compact.utf8), [1]).verdict == .invalid)
        #expect(try report(Array(signature.compact.utf8)).verdict == .invalid)
    }

    private func container() throws -> [UInt8] {
        let builder = try ASiCBuilder([
            ("a b.txt", "text/plain", content), ("folder/ü.bin", nil, [UInt8](repeating: 7, count: 5_000)),
        ])
        return try builder.container(with: make.timestamped(builder.manifest))
    }

    @Test("in a container is judged with all its files") func containers() throws {
        let report = try report(container())
        #expect(report.format == .asic && report.verdict == .valid)
        #expect(report.signatures.first?.place == "META-INF/signature001.p7s")
        #expect(report.signatures.first?.report.level == .timestamped)
    }

    @Test("in a container with a changed file is refused") func changedFile() throws {
        var file = try container()
        let place = try #require(file.indices.first { file[$0...].starts(with: content) })
        file[place] ^= 1
        #expect(try report(file).findings == [refusal(.malformed)])  // the checksum of ZIP
        let other = try rebuilt { $0 == "a b.txt" ? [1, 2, 3] : nil }
        #expect(try report(other).signatures.first?.report.findings.first == refusal(.contentChanged))
    }

    @Test("in a container with a file that is not signed is refused") func extraFile() throws {
        let file = try rebuilt(adding: "extra.txt")
        #expect(try report(file).signatures.first?.report.findings.first == refusal(.coverage))
    }

    @Test("in a container with a changed manifest is refused") func changedManifest() throws {
        let file = try rebuilt { name in
            guard name.hasSuffix(".xml") else { return nil }
            let builder = try ASiCBuilder([("a b.txt", "text/plain", [1])])
            return builder.manifest
        }
        #expect(try report(file).signatures.first?.report.findings.contains(refusal(.contentChanged)) == true)
    }

    @Test("in a container with something before, between or behind its files is refused") func gaps() throws {
        let file = try container()
        #expect(try report(file + [0]).findings == [refusal(.malformed)])
        #expect(try report(Array(file.dropLast())).findings == [refusal(.malformed)])
        #expect(try report(Array(file.prefix(4)) + file).findings == [refusal(.malformed)])
    }

    @Test("in a container whose headers do not agree is refused", arguments: [14, 18, 22]) func headers(_ place: Int)
        throws
    {
        var file = try container()
        file[place] ^= 1
        #expect(try report(file).findings == [refusal(.malformed)])
    }

    @Test("cut off anywhere is refused and crashes nothing") func cut() throws {
        let file = try container()
        for count in stride(from: 0, to: file.count, by: 7) {
            #expect(try report(Array(file.prefix(count))).verdict == .invalid)
        }
    }

    @Test("of an unknown format is refused", arguments: ["", "hello", "PK", "%PD"])
    func unknown(_ text: String) throws {
        let report = try report(Array(text.utf8))
        #expect(report.verdict == .invalid && report.format == nil && report.findings == [refusal(.unsupported)])
    }

    /// The container packed anew with other contents.
    private func rebuilt(
        adding name: String? = nil,
        _ content: (String) throws -> [UInt8]? = { _ in nil }
    ) throws -> [UInt8] {
        var archive = ZIPArchive()
        for member in try ZIPReader(container()).members {
            try archive.add(member.name, content(member.name) ?? member.content)
        }
        if let name { try archive.add(name, [1]) }
        return try archive.bytes()
    }
}
