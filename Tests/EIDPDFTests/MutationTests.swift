import EIDPDF
import Foundation
import PDFCorpus
import Testing

/// Broken files, thousands of them: each is read or refused, and none crashes, hangs or is misread silently.
@Suite struct MutationTests {
    /// The sequence is the same in every run (SplitMix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    /// How many files per seed: `FUZZ_ROUNDS` makes it as long as one likes.
    private static let rounds = ProcessInfo.processInfo.environment["FUZZ_ROUNDS"].flatMap { Int($0) } ?? 150

    private static let words = [
        "obj", "endobj", "stream", "endstream", "xref", "trailer", "startxref", "%%EOF", "<<", ">>", "[", "]", "(", ")",
        "/Prev 0", "/Length 99999999999", "/Kids[2 0 R]", " -1 ", " 9223372036854775807 ", "0 R", "1 0 R", "/W[8 8 8]",
        "/Index[0 99999999]", "/Columns 99999999", "null", "\0", "/N 999999999", "/First -1", "/Type/ObjStm", "%",
    ]

    @Test("a mutated file is read or refused", arguments: 0..<24)
    func mutated(_ seed: Int) {
        var random = Seeded(state: UInt64(seed) &* 0x1234_5678_9ABC_DEF1)
        let small = PDFCorpus.shapes.filter { $0.bytes.count < 12_000 }
        var limits = PDFLimits()
        limits.inflatedStream = 1 << 20
        for _ in 0..<Self.rounds {
            guard let shape = small.randomElement(using: &random) else { return }
            // Every other file keeps its length, so that its cross-references still lead somewhere.
            let file =
                Bool.random(using: &random)
                ? Self.mutate(shape.bytes, with: &random, other: small) : Self.overwrite(shape.bytes, with: &random)
            Self.signIfPossible(file, limits)
        }
    }

    @Test("a mutated image is read or refused", arguments: [UInt8(0), 2, 3, 4, 6])
    func image(_ kind: UInt8) {
        var random = Seeded(state: UInt64(kind) &+ 77)
        let samples: [UInt8: Int] = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4]
        let rows = (0..<4).map { row in [UInt8](repeating: UInt8(row % 2), count: 4 * (samples[kind] ?? 1)) }
        let file = PNGMaker.png(kind: kind, width: 4, rows: rows, palette: [1, 2, 3, 4, 5, 6], transparency: [7])
        for _ in 0..<(Self.rounds * 4) {
            var broken = file
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                broken[Int.random(in: 8..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do throws(PDFError) {
                let image = try SignatureImage(reading: broken)
                #expect(image.width > 0 && image.height > 0)
            } catch { #expect(error.code == .imageUnreadable) }
        }
    }

    @Test(
        "a file cut off anywhere is refused",
        arguments: ["plain", "cross-reference stream with predictor", "signed twice"]
    )
    func cut(_ name: String) throws {
        let bytes = try #require(PDFCorpus.shape(name)).bytes
        let whole = bytes.count
        // An earlier revision is a whole file too; anything else is not.
        for length in 0..<(whole - 1) {
            guard let document = try? PDFDocument(parsing: Array(bytes.prefix(length))) else { continue }
            #expect(String(decoding: document.bytes.suffix(7), as: UTF8.self).contains("%%EOF"))
        }
    }

    /// Signs what can be signed.
    ///
    /// Then it must be readable still, with the signature in its place.
    private static func signIfPossible(_ file: [UInt8], _ limits: PDFLimits) {
        let document: PDFDocument
        let prepared: PreparedSignature
        do throws(PDFError) {
            document = try PDFDocument(parsing: file, limits: limits)
            var update = try PDFUpdate(of: document)
            _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary, reservedBytes: 8))
            prepared = try update.prepared()
        } catch {
            #expect(!error.detail.isEmpty)
            return
        }
        do throws(PDFError) {
            let again = try PDFDocument(parsing: file + prepared.appendix, limits: limits)
            #expect(again.signatureFields.contains { $0.value?.contentsRange == prepared.contentsRange })
            #expect(again.pages == document.pages)
        } catch {
            let place = error.offset.map { String($0) } ?? "an unknown place"
            Issue.record("what was signed cannot be read: \(error.detail) at \(place)")
        }
    }

    private static func overwrite(_ bytes: [UInt8], with random: inout Seeded) -> [UInt8] {
        var file = bytes
        let interesting = Array("0123456789<>[]()/#% \nRnf-.".utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) where !file.isEmpty {
            let place = Int.random(in: 0..<file.count, using: &random)
            file[place] = interesting.randomElement(using: &random) ?? 0
        }
        return file
    }

    private static func mutate(_ bytes: [UInt8], with random: inout Seeded, other: [PDFShape]) -> [UInt8] {
        var file = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = file.isEmpty ? 0 : Int.random(in: 0..<file.count, using: &random)
            switch Int.random(in: 0..<7, using: &random) {
            case 0 where !file.isEmpty: file[place] = UInt8.random(in: 0...255, using: &random)
            case 1 where !file.isEmpty: file[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: file.removeSubrange(place..<min(file.count, place + Int.random(in: 1...40, using: &random)))
            case 3: file.insert(contentsOf: Array((words.randomElement(using: &random) ?? "").utf8), at: place)
            case 4:
                let word = Array((words.randomElement(using: &random) ?? "").utf8)
                file.replaceSubrange(place..<min(file.count, place + word.count), with: word)
            case 5:
                // A digit for a digit keeps the file's shape and moves what it points to.
                let digits = file.indices.filter { (0x30...0x39).contains(file[$0]) }
                if let index = digits.randomElement(using: &random) {
                    file[index] = UInt8.random(in: 0x30...0x39, using: &random)
                }
            default:
                let piece = other.randomElement(using: &random)?.bytes.suffix(300) ?? []
                file.insert(contentsOf: piece, at: place)
            }
        }
        return file
    }
}
