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

    /// What a validator says of B-LTA that does not trust its timestamps, or not any more.
    private func doubted(_ file: [UInt8], _ rules: TimestampRules, at now: Date = TestTime.now + 120) -> DocumentReport
    {
        SignatureValidator(anchors: ca.anchors, timestamps: rules).validate(pdf: file, at: now)
    }

    private func isInDoubt(_ report: DocumentReport) -> Bool {
        report.verdict == .indeterminate && report.signatures.map(\.report.verdict) == [.indeterminate, .indeterminate]
            && report.signatures[1].report.findings == [refusal(.timestampFailed)]
            && report.signatures[1].report.timestamps.isEmpty && report.signatures[0].report.level == .baseline
    }

    @Test("B-LTA by an authority that nobody trusts: indeterminate, as at B-LT") func untrustedAuthority() throws {
        let rules = TimestampRules(anchors: TrustAnchors([]))
        #expect(isInDoubt(doubted(try make.archival(), rules)))
        #expect(doubted(try make.longTerm(), rules).verdict == .indeterminate)
    }

    @Test("B-LTA after the end of the authority's certificate: indeterminate") func endedAuthority() throws {
        #expect(isInDoubt(doubted(try make.archival(), ca.rules, at: TestTime.end + 60)))
    }

    @Test("B-LTA under a policy that is not accepted: indeterminate") func otherPolicy() throws {
        var rules = ca.rules
        rules.policies = ["1.2.3.9"]
        #expect(isInDoubt(doubted(try make.archival(), rules)))
    }

    /// B-LT with a document timestamp made in another way.
    private func stamped(_ fault: TimestampFault) throws -> [UInt8] {
        let file = try make.longTerm()
        let prepared = try SignedPDF(file).prepareDocumentTimestamp()
        let request = try TimestampRequest(imprint: prepared.imprint)
        let token = try TimestampResponse(der: ca.timestamp(request, fault)).token
        let path = CertificatePath(certificates: [ca.authority, ca.issuer, ca.root])
        return try prepared.embedding(VerifiedTimestamp(token: token, path: path), original: file)
    }

    @Test("B-LTA with a document timestamp whose value was made with another key: invalid, whoever is trusted")
    func forgedDocumentTimestamp() throws {
        let file = try stamped(TimestampFault(time: TestTime.now, key: ca.curveKey))
        for rules in [ca.rules, TimestampRules(anchors: TrustAnchors([]))] {
            let report = doubted(file, rules)
            #expect(report.signatures[1].report.verdict == .invalid && report.verdict == .invalid)
        }
    }

    @Test("B-LTA with a document timestamp over something else: invalid, whoever is trusted")
    func foreignDocumentTimestamp() throws {
        // A byte of the first revision, which the timestamp covers: the version in its first line.
        var file = try make.archival()
        let place = try #require(file.indices.first { file[$0...].starts(with: Array("%PDF-1.".utf8)) }) + 7
        file[place] = file[place] == UInt8(ascii: "7") ? UInt8(ascii: "6") : UInt8(ascii: "7")
        for rules in [ca.rules, TimestampRules(anchors: TrustAnchors([]))] {
            let report = doubted(file, rules)
            #expect(report.signatures.last?.report.verdict == .invalid && report.verdict == .invalid)
        }
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
        #expect(report.signatures[0].seenPlaces.isEmpty)
        #expect(report.signatures[1].seenPlaces == [SeenPlace(page: 1, rectangle: [20, 20, 220, 80])])
    }

    @Test("a signature in a field that showed something, which is gone") func uncovered() throws {
        let shape = try #require(PDFCorpus.shape("form with resources")).bytes
        #expect(throws: PDFError(.refused(.shownEmptyField), "")) { try make.baseline(shape) }
        // Whoever signs that field sees what it shows then, and others may have signed before without asking.
        let only = try make.baseline(shape) { $0.field = .existing("Sign here") }
        #expect(report(only, try make.material()).verdict == .valid)
        let once = try make.baseline(shape) { $0.documentPolicy = PDFPolicy(refusing: []) }
        let twice = try TestDocument.second(ca).baseline(once) {
            $0.field = .existing("Sign here")
            $0.appearance = SignatureAppearance(lines: ["Bea"])
        }
        let report = report(twice)
        #expect(report.signatures.map(\.forbiddenChanges) == [[], []])
        #expect(report.signatures[0].changes.map(\.kind) == [.signature, .uncovering])
    }

    @Test("revisions that are too large together: nothing") func heavyRevisions() throws {
        let file = try TestDocument.second(ca).baseline(make.baseline())
        var limits = PDFLimits.standard
        (limits.baseRevisions, limits.revisions) = (0, 1)
        #expect(ca.validator.validate(pdf: file, limits: limits, at: TestTime.now).findings.isEmpty)
        limits.revisions = 0
        let report = ca.validator.validate(pdf: file, limits: limits, at: TestTime.now)
        #expect(report.verdict == .invalid && report.signatures.isEmpty)
        #expect(report.findings.map(\.code) == [.malformed])
        #expect(throws: PDFError(.tooLarge, "")) {
            try make.prepared(file) {
                $0.limits.baseRevisions = 0
                $0.limits.revisions = 1
            }
        }
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
