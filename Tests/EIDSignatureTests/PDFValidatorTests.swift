import EIDPDF
import Foundation
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What is said of PDFs that are as they should be.
@Suite("The validator says of a PDF") struct PDFValidatorTests {
    private let ca: TestAuthority
    private let make: TestDocument

    init() throws {
        ca = try TestAuthority()
        make = TestDocument(ca)
    }

    private func report(
        _ file: [UInt8],
        _ material: ValidationMaterial = ValidationMaterial(),
        at now: Date = TestTime.now + 120
    ) -> DocumentReport {
        SignedFile.validate(file, by: ca.validator, material: material, at: now)
    }

    @Test("B-B: valid with answers from beside it, and who signed") func baseline() throws {
        let report = report(
            try make.baseline {
                $0.signerName = "Ada Example"
                $0.reason = "Agreed"
                $0.location = "Gent"
            },
            try make.material()
        )
        let signature = try #require(report.signatures.first)
        #expect(report.format == .pades && report.verdict == .valid && report.findings.isEmpty)
        #expect(signature.report.findings.isEmpty && signature.report.level == .baseline)
        #expect(signature.report.signer == ca.person && signature.report.claimedTime == TestTime.now)
        #expect(signature.report.provenTime == nil && signature.report.qualification == .claimsQualifiedSignature)
        #expect(signature.claimedName == "Ada Example" && signature.reason == "Agreed" && signature.location == "Gent")
        #expect(signature.place == "Signature1" && signature.revision == 1 && signature.coversWholeFile)
        #expect(signature.changes.isEmpty && !signature.isTimestamp)
    }

    @Test("no signature: invalid, although a timestamp holds") func onlyTimestamped() throws {
        var update = try PDFUpdate(of: PDFDocument(parsing: PDFCorpus.plain), policy: .longTermData)
        let dictionary: PDFDictionary = [
            "Type": .name("DocTimeStamp"), "Filter": .name("Adobe.PPKLite"), "SubFilter": .name("ETSI.RFC3161"),
        ]
        _ = try update.addSignature(
            SignaturePlacement(.new(name: nil), dictionary: dictionary, reservedBytes: 10_240, appearance: nil)
        )
        let prepared = try PreparedDocumentTimestamp(PreparedRevision(update), of: PDFCorpus.plain, .sha256)
        let timestamp = try ca.verifiedTimestamp(prepared.imprint, time: TestTime.now)
        let report = report(try prepared.embedding(timestamp, original: PDFCorpus.plain), try make.material())
        #expect(report.signatures.map(\.isTimestamp) == [true] && report.findings.isEmpty)
        #expect(report.signatures.first?.report.verdict == .valid)
        #expect(report.verdict == .invalid)
    }

    @Test("B-B: indeterminate without any answer about revocation") func noAnswer() throws {
        let report = report(try make.baseline())
        #expect(report.verdict == .indeterminate)
        #expect(report.signatures.first?.report.findings == [refusal(.revocationUnavailable)])
    }

    @Test("B-T") func timestamped() throws {
        let report = report(try make.timestamped(), try make.material())
        #expect(report.verdict == .valid && report.signatures.first?.report.level == .timestamped)
        #expect(report.signatures.first?.report.provenTime == TestTime.now)
    }

    @Test("B-LT, with nothing from beside it") func longTerm() throws {
        let report = report(try make.longTerm())
        let signature = try #require(report.signatures.first)
        #expect(report.verdict == .valid && signature.report.level == .longTerm && signature.report.findings.isEmpty)
        #expect(signature.changes.map(\.kind) == [.validationData] && !signature.coversWholeFile)
    }

    @Test("B-LTA: signature and document timestamp") func archival() throws {
        let report = report(try make.archival())
        #expect(report.verdict == .valid && report.signatures.map(\.isTimestamp) == [false, true])
        #expect(report.signatures[0].report.level == .archival && report.signatures[0].forbiddenChanges.isEmpty)
        #expect(report.signatures[0].report.timestamps.map(\.kind) == [.signature, .document])
        #expect(report.signatures[1].report.provenTime == TestTime.now + 30 && report.signatures[1].coversWholeFile)
    }

    @Test("B-LTA where a renewed timestamp covers an older one") func renewed() throws {
        let once = try make.archival()
        let twice = try make.stamped(SignedPDF(once).adding(make.material()), at: TestTime.now + 60)
        let report = report(twice)
        #expect(report.verdict == .valid && report.signatures.map(\.revision) == [1, 2, 3])
        #expect(report.signatures[0].report.level == .archival)
    }

    @Test("a document timestamp alone proves the time of a signature too") func stampOnly() throws {
        let file = try make.stamped(make.baseline(), at: TestTime.now + 30)
        let report = report(file, try make.material())
        #expect(report.verdict == .valid && report.signatures[0].report.level == .timestamped)
        #expect(report.signatures[0].report.provenTime == TestTime.now + 30)
    }

    @Test("only signed with material from beside it stays at B-T") func outside() throws {
        let report = report(try make.timestamped(), try make.material())
        #expect(report.signatures.first?.report.level == .timestamped)
    }

    @Test("two signers, the first of whom permits the second") func twoSigners() throws {
        let second = TestDocument.second(ca)
        let file = try second.timestamped(make.timestamped())
        var material = try make.material()
        material.merge(try second.material())
        let report = report(file, material)
        #expect(report.verdict == .valid && report.signatures.map(\.report.signer) == [ca.person, ca.curve])
        #expect(report.signatures[0].changes.map(\.kind) == [.signature])
        #expect(report.signatures[0].changes.first?.fieldName == "Signature2")
    }

    @Test("an existing field that was signed after another one") func existingField() throws {
        let shape = try #require(PDFCorpus.shape("empty signature field")).bytes
        let once = try make.baseline(shape)
        let twice = try TestDocument.second(ca).baseline(once) {
            $0.field = .existing("Sign here")
            $0.appearance = SignatureAppearance(lines: ["Bea"])
        }
        let report = report(twice, try make.material())
        #expect(report.signatures.map(\.forbiddenChanges) == [[], []])
        #expect(report.signatures[0].changes.map(\.fieldName) == ["Sign here"])
    }

    @Test("a visible signature after an invisible one") func visible() throws {
        let twice = try TestDocument.second(ca).baseline(make.baseline()) {
            $0.field = .new(rectangle: PDFRectangle(20, 20, 220, 80))
            $0.appearance = SignatureAppearance(lines: ["Bea"])
        }
        let report = report(twice)
        #expect(report.signatures.map(\.forbiddenChanges) == [[], []])
        #expect(report.signatures[0].changes.map(\.kind) == [.signature])
    }

    @Test("certified, with what the author permits") func certified() throws {
        let file = try make.archival { $0.certification = .noChanges }
        let report = report(file)
        #expect(report.verdict == .valid && report.signatures[0].certification == .noChanges)
        #expect(report.signatures[1].certification == nil)
    }

    @Test("a certificate that expired is believed at B-LTA") func expired() throws {
        var plan = TestAuthority.personPlan
        plan.notAfter = TestTime.now + 45
        var signer = TestDocument(ca)
        signer.certificate = try ca.issue(plan, key: ca.personKey)
        #expect(report(try signer.archival(), at: TestTime.now + 60).verdict == .valid)
        let plain = report(try signer.baseline(), try signer.material(), at: TestTime.now + 60)
        #expect(plain.signatures.first?.report.findings.first == refusal(.certificateExpired))
    }

    @Test("a signer who was revoked before the proven time is not believed") func revoked() throws {
        let fault = AnswerFault(revokedSince: TestTime.now - 20, thisUpdate: TestTime.now)
        let file = try SignedPDF(make.timestamped()).adding(make.material(fault))
        let report = report(file)
        #expect(report.verdict == .invalid && report.signatures[0].report.findings == [refusal(.certificateRevoked)])
    }

    @Test(
        "dates in every form",
        arguments: [
            ("D:20251009085320Z", 0), ("D:20251009105320+02'00'", 0), ("D:20251009105320+02'00", 0),
            ("D:20251009072320-01'30'", 0), ("20251009085320", 0), ("D:202510090853", -20),
        ]
    )
    func dates(_ text: String, _ difference: Double) {
        #expect(PDFDate.read(Array(text.utf8)) == TestTime.now + difference)
    }

    @Test(
        "no date where there is none",
        arguments: ["", "D:", "D:2025100", "D:20251309", "D:20251009085320X", "D:20251009085320+9999"]
    )
    func noDates(_ text: String) {
        if text != "D:2025100" { #expect(PDFDate.read(Array(text.utf8)) == nil) }
    }

    @Test("nothing without a signature") func unsigned() {
        let report = report(PDFCorpus.plain)
        #expect(report.verdict == .invalid && report.signatures.isEmpty)
    }
}
