import EIDPDF
import FoundationEssentials

/// One pass over the signatures of a PDF: from the oldest to the newest for what changed, and back for what holds.
///
/// Whatever a document timestamp covers existed at its time, so what is older is judged as of then.
struct PDFValidation {
    /// A signature with what is known of it so far.
    struct Item {
        let value: PDFSignatureValue
        var result: DocumentSignature
        /// What the revision that it covers permits later; `nil` if it covers none.
        var permits: (certification: PDFCertification.Permission?, locks: [PDFFieldLock])?
        /// What the next signed revision changed.
        var nextChanges: [PDFRevisionChange] = []
    }

    /// A document timestamp that holds, and how much of the file it covers.
    struct Proof {
        let end: Int
        let timestamp: VerifiedTimestamp
    }

    let document: PDFDocument
    let validator: SignatureValidator
    let now: Date
    /// What the file holds.
    let embedded: ValidationMaterial
    /// The same with what was fetched.
    let everything: ValidationMaterial
    /// What the newest document timestamp covers of it.
    private(set) var archived: (end: Int, store: ValidationMaterial)?
    private(set) var proofs: [Proof] = []
    private var items: [Item]
    /// How many timestamps over values were met.
    private var timestamps = 0

    init(
        _ document: PDFDocument,
        _ validator: SignatureValidator,
        _ material: ValidationMaterial,
        now: Date
    ) throws(PDFError) {
        self.document = document
        self.now = now
        var embedded = try SecurityStore(of: document).material
        embedded.known = material.known
        self.embedded = embedded
        var everything = embedded
        everything.merge(material)
        self.everything = everything
        // An authority's issuers may stand in the store instead of the timestamp.
        var inner = SignatureValidator(anchors: validator.anchors, timestamps: validator.rules(with: everything))
        inner.trustedLists = validator.trustedLists
        self.validator = inner
        let places = try document.seenPlaces(of: document.signatureFields.filter(\.isSigned))
        items = document.signatureFields.compactMap { field in
            guard let value = field.value else { return nil }
            var result = DocumentSignature(field, value)
            result.seenPlaces = (places[field.reference] ?? []).map { SeenPlace($0.page, $0.rectangle) }
            return Item(value: value, result: result)
        }
        items.sort { $0.value.coveredEnd ?? .max < $1.value.coveredEnd ?? .max }
    }

    var count: Int { items.count }
    var signatures: [DocumentSignature] { items.map(\.result) }

    mutating func run() throws(PDFError) {
        try readRevisions()
        collectChanges()
        for index in items.indices.reversed() { judge(index) }
    }

    /// Each revision is compared with the next signed one, and the last one with the file as it is.
    ///
    /// Only two are in memory at a time, beside the file.
    private mutating func readRevisions() throws(PDFError) {
        var last: (index: Int, revision: PDFDocument)?
        var number = 0
        for index in items.indices {
            do throws(SignatureError) {
                let revision = try self.revision(index)
                number += 1
                items[index].result.revision = number
                items[index].result.coversWholeFile = revision.bytes.count == document.bytes.count
                items[index].permits = (revision.certification?.permission, revision.form.locks)
                if items[index].value.isCertification {
                    items[index].result.certification = revision.certification?.permission
                }
                if items[index].value.isDocumentTimeStamp {
                    do throws(PDFError) {
                        var store = try SecurityStore(of: revision).material
                        store.known = everything.known
                        archived = (revision.bytes.count, store)
                    } catch { throw SignatureError(.malformed, error.detail) }
                }
                do throws(PDFError) {
                    if let last { items[last.index].nextChanges = try revision.changes(since: last.revision) }
                } catch { throw SignatureError(.malformed, error.detail) }
                last = (index, revision)
            } catch { items[index].result.report.findings.append(error) }
        }
        if let last { items[last.index].nextChanges = try document.changes(since: last.revision) }
    }

    /// What the signature covers has to be a whole file, in which it is the same signature.
    private func revision(_ index: Int) throws(SignatureError) -> PDFDocument {
        let value = items[index].value
        try Coverage.check(value, in: document, others: items.indices.filter { $0 != index }.map { items[$0].value })
        let revision: PDFDocument
        do throws(PDFError) { revision = try document.revision(coveredBy: value) } catch {
            throw SignatureError(.coverage, "the signature covers no complete revision: \(error.detail)")
        }
        // Another size may have switched off what a reader believed then.
        guard !revision.findings.contains(where: { $0.kind == .shadowedObjects }) else {
            throw SignatureError(
                .unsupported,
                "readers see different documents in the revision that the signature covers"
            )
        }
        let same = revision.signatureFields.first { $0.value?.reference == value.reference }?.value
        guard let same, same.contentsRange == value.contentsRange, same.dictionary == value.dictionary else {
            throw SignatureError(.coverage, "the signature is not part of the revision that it covers")
        }
        return revision
    }

    private mutating func collectChanges() {
        var later: [PDFRevisionChange] = []
        for index in items.indices.reversed() {
            guard let permits = items[index].permits else { continue }
            later = items[index].nextChanges + later
            items[index].result.changes = later
            let forbidden = later.filter { !$0.isPermitted(by: permits.certification, locks: permits.locks) }
            items[index].result.forbiddenChanges = forbidden
            for kind in Set(forbidden.map(\.kind)).sorted(by: { $0.rawValue < $1.rawValue }) {
                items[index].result.report.findings.append(
                    SignatureError(.changedAfterSigning, "\(kind.rawValue) after signing")
                )
            }
        }
    }

    private mutating func judge(_ index: Int) {
        let item = items[index]
        guard item.permits != nil, let end = item.value.coveredEnd else { return }
        let broken = item.result.report.findings
        var report: SignatureReport
        do throws(SignatureError) {
            report =
                try item.value.isDocumentTimeStamp
                ? judgeTimestamp(item.value, end: end) : judgeSignature(item.value, end: end)
        } catch { report = .refused(error) }
        if !broken.isEmpty {
            report.findings = broken + report.findings
            report.verdict = .invalid
        }
        items[index].result.report = report
    }

    private mutating func judgeSignature(_ value: PDFSignatureValue, end: Int) throws(SignatureError) -> SignatureReport
    {
        guard let filter = value.subFilter, ["ETSI.CAdES.detached", "adbe.pkcs7.detached"].contains(filter) else {
            throw SignatureError(.unsupported, "the signature is of a format that we do not judge")
        }
        let message = try SignedData(padded: value.contents)
        timestamps += message.timestampCount
        guard timestamps <= SignatureValidator.most else {
            throw SignatureError(.malformed, "the document has too many timestamps")
        }
        let signer = try message.onlySigner()
        let content = try Coverage.content(of: value, in: document, by: signer.digest)
        // Adobe's older format has the time of signing inside the message.
        let time = try signer.signedAttributes.single(.signingTime, "the signed attributes")
        let isOld = filter != "ETSI.CAdES.detached" && time != nil
        let later = proofs.filter { $0.end > end }
        var report = validator.validate(
            message,
            content: content,
            profile: isOld ? .cades : .pades,
            material: everything,
            existedAt: later.map(\.timestamp.time).min(),
            isPlain: filter == "adbe.pkcs7.detached",
            at: now
        )
        if let date = value.dictionary["M"]?.string.flatMap(PDFDate.read) { report.claimedTime = date }
        guard report.signer != nil else { return report }
        for proof in later.reversed() { report.add(.document, proof.timestamp) }
        if report.level != nil { report.level = level(of: message, report, end: end) }
        return report
    }

    private mutating func judgeTimestamp(_ value: PDFSignatureValue, end: Int) throws(SignatureError) -> SignatureReport
    {
        let token = try TimestampToken(padded: value.contents)
        let moment = min(now, proofs.filter { $0.end > end }.map(\.timestamp.time).min() ?? now)
        let algorithm = token.info.algorithm
        let imprint = try Coverage.content(of: value, in: document, by: algorithm).digest(algorithm)
        let verified: VerifiedTimestamp
        switch try validator.timestamps.examine(token, imprint: imprint, at: moment) {
        case .success(let timestamp): verified = timestamp
        case .failure(let doubt):
            // As at B-LT, where the same doubt is about a timestamp over the signature.
            var report = SignatureReport()
            report.findings = [doubt]
            report.verdict = .indeterminate
            return report
        }
        try everything.checkAuthority(of: verified, at: moment)
        proofs.append(Proof(end: end, timestamp: verified))
        var report = SignatureReport()
        report.add(.document, verified)
        report.signer = verified.path.certificates.first
        report.path = verified.path
        report.scheme = try token.signedData.onlySigner().scheme
        report.provenTime = min(verified.time, moment)
        report.verdict = .valid
        return report
    }
}
