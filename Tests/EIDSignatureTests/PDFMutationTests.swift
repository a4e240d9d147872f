import EIDPDF
import Foundation
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Broken signed PDFs: each is judged or refused, and none is valid over something else than what was signed.
///
/// Every run breaks the same files in the same ways: the numbers come from a seed.
@Suite("Mutated PDFs") struct PDFMutationTests {
    private let ca: TestAuthority
    private let make: TestDocument
    /// Enough for every build; `FUZZ_ROUNDS` asks for more.
    ///
    /// Each round costs what some thirty of the other suites do.
    private static let rounds =
        ProcessInfo.processInfo.environment["FUZZ_ROUNDS"].flatMap(Int.init).map { max(1, $0 / 32) } ?? 12

    init() throws {
        ca = try TestAuthority()
        make = TestDocument(ca)
    }

    /// Small files: what breaks is then more likely what matters.
    private func sample(_ kind: Int) throws -> [UInt8] {
        let small: TestDocument.Settings = { $0.reservedBytes = 7_000 }
        switch kind {
        case 0: return try make.timestamped(PDFCorpus.plain, small)
        case 1: return try make.archival(PDFCorpus.plain, small)
        case 2:
            let shape = try #require(PDFCorpus.shape("cross-reference stream with predictor"))
            return try make.longTerm(shape.bytes, small)
        default:
            let once = try make.timestamped(PDFCorpus.plain) {
                small(&$0)
                $0.certification = .formFilling
            }
            return try TestDocument.second(ca).timestamped(once, small)
        }
    }

    @Test("are judged or refused, and valid only over what was signed", arguments: 0..<4, 0..<4)
    func validated(_ kind: Int, _ seed: Int) throws {
        let original = try sample(kind)
        var random = SeededGenerator(seed: UInt64(kind * 100 + seed))
        let document = try PDFDocument(parsing: original)
        let covered = try document.signatureFields.map { try $0.value.map { try signedBytes($0, original) } }
        for _ in 0..<Self.rounds {
            let file = broken(original, &random)
            let report = SignedFile.validate(
                file,
                by: ca.validator,
                material: try make.material(),
                at: TestTime.now + 60
            )
            guard report.verdict != .invalid, file != original else { continue }
            // Whatever is not invalid shows the pages that were signed, under signatures that were made.
            let again = try PDFDocument(parsing: file)
            #expect(again.pages == document.pages)
            for field in again.signatureFields {
                guard let value = field.value else { continue }
                #expect(covered.contains(try signedBytes(value, file)))
            }
        }
    }

    /// Everything but the signature.
    private func signedBytes(_ value: PDFSignatureValue, _ file: [UInt8]) throws -> [UInt8] {
        let (contents, end) = (try #require(value.contentsRange), try #require(value.coveredEnd))
        return Array(file[..<contents.lowerBound] + file[contents.upperBound..<end])
    }

    private func broken(_ original: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return random.mutated(original)
        case 1:
            // Within the file's length, so that what it points to stays in place.
            var file = original
            let words = [
                "/ByteRange", "[0 ", "/Contents", "/V 6 0 R", "<<", ">>", "/DSS", "/Type/Sig", "0 R", "%", " 9 ",
            ]
            let word = Array((words.randomElement(using: &random) ?? "").utf8)
            let place = Int.random(in: 0..<(file.count - word.count), using: &random)
            file.replaceSubrange(place..<(place + word.count), with: word)
            return file
        case 2:
            // A digit for a digit moves what the file points to.
            var file = original
            let digits = file.indices.filter { (0x31...0x39).contains(file[$0]) }
            if let index = digits.randomElement(using: &random) {
                file[index] = UInt8.random(in: 0x30...0x39, using: &random)
            }
            return file
        default: return appended(original, &random) ?? original
        }
    }

    /// One more revision with any object in place of any other.
    private func appended(_ original: [UInt8], _ random: inout SeededGenerator) -> [UInt8]? {
        guard let document = try? PDFDocument(parsing: original),
            var update = try? PDFUpdate(of: document, policy: PDFPolicy(refusing: []))
        else { return nil }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let numbers = (1...20).filter { ((try? document.object(PDFReference($0))) ?? .null) != .null }
            guard let number = numbers.randomElement(using: &random),
                let source = numbers.randomElement(using: &random),
                let object = try? document.object(PDFReference(source))
            else { return nil }
            try? update.replace(PDFReference(number), with: object)
        }
        return try? update.serialized()
    }

    @Test("are signed again or refused", arguments: 0..<4)
    func signed(_ seed: Int) throws {
        let original = try sample(seed)
        var random = SeededGenerator(seed: UInt64(7_000 + seed))
        for _ in 0..<Self.rounds {
            let file = broken(original, &random)
            guard let twice = try? TestDocument.second(ca).baseline(file, { $0.reservedBytes = 4_000 }) else {
                continue
            }
            #expect(twice.starts(with: file))
            let report = SignedFile.validate(twice, by: ca.validator, at: TestTime.now + 60)
            let newest = report.signatures.first { $0.report.signer == ca.curve && $0.coversWholeFile }
            #expect(newest?.report.findings == [refusal(.revocationUnavailable)])
        }
    }

    @Test("do not hide in prepared signatures that were stored") func stored() throws {
        let prepared = try JSONEncoder().encode(make.prepared { $0.reservedBytes = 4_000 })
        var random = SeededGenerator(seed: 8_000)
        for _ in 0..<Self.rounds {
            guard
                let restored = try? JSONDecoder().decode(
                    PreparedPAdES.self,
                    from: Data(random.mutated(Array(prepared)))
                ),
                let value = try? ca.personKey.sign(digest: restored.toBeSigned.digest),
                let message = try? restored.signedData(with: value),
                let file = try? restored.signed(original: PDFCorpus.plain, cms: message)
            else { continue }
            let report = SignedFile.validate(file, by: ca.validator, at: TestTime.now + 60)
            let findings = try #require(report.signatures.first).report.findings
            // The certificates above the signer's are not signed: where one of them broke, the path ends.
            let untrusted = [refusal(.certificateUntrusted)]
            #expect(findings == [refusal(.revocationUnavailable)] || findings == untrusted)
        }
    }

    @Test("in containers are judged or refused") func containers() throws {
        let builder = try ASiCBuilder([("a.txt", "text/plain", [1, 2, 3]), ("b.bin", nil, [4, 5, 6])])
        let original = try builder.container(with: TestSignature(ca).baseline(builder.manifest))
        var random = SeededGenerator(seed: 9_000)
        for _ in 0..<(Self.rounds * 4) {
            let file = random.mutated(original)
            let report = SignedFile.validate(file, by: ca.validator, material: try make.material(), at: TestTime.now)
            guard report.verdict != .invalid else { continue }
            let archive = try ZIPReader(file)
            #expect(archive.content("a.txt") == [1, 2, 3] && archive.content("b.bin") == [4, 5, 6])
        }
    }
}
