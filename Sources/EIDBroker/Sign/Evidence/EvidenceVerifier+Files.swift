import EIDJOSE
import EIDSignature
import FoundationEssentials

/// Files that are given: as they were handed in, or as they were signed.
extension EvidenceVerifier {
    func checkFiles(
        _ record: EvidenceRecord,
        _ files: [File],
        sealed: Date?,
        at now: Date,
        _ report: inout EvidenceReport
    ) {
        let hashes = files.map { SHA256.digest($0.bytes) }
        let given = Dictionary(zip(hashes, files.map(\.bytes))) { first, _ in first }
        for (file, hash) in zip(files, hashes) {
            if let document = record.documents.first(where: { $0.original.sha256 == hash }) {
                report.pass(.document, "\(file.name) is \(quoted(document.original.name)) as it was handed in.")
            } else if let document = record.documents.first(where: { $0.result?.sha256 == hash }) {
                report.pass(.document, "\(file.name) is \(quoted(document.result?.name ?? "")) as it was signed.")
                let original = given[document.original.sha256]
                checkSignature(in: file, of: document, original, record, sealed: sealed, at: now, &report)
            } else {
                report.fail(.document, "\(file.name) is no document of this signing, or was changed.")
            }
        }
        for document in record.documents where document.result.map({ given[$0.sha256] != nil }) != true {
            if let original = given[document.original.sha256] {
                checkOriginal(original, of: document, &report)
                continue
            }
            report.skip(
                .document,
                "\(quoted(document.original.name)) was not given; its SHA-256 is "
                    + "\(Hexadecimal.text(document.original.sha256)).",
                essential: false
            )
        }
    }

    /// The signature in a signed file is the one of the record: its value, its certificate and its level.
    ///
    /// The file's hash stands in the record, so that it is judged as of when that was sealed.
    private func checkSignature(
        in file: File,
        of document: SignedDocumentFacts,
        _ original: [UInt8]?,
        _ record: EvidenceRecord,
        sealed: Date?,
        at now: Date,
        _ report: inout EvidenceReport
    ) {
        // What is missing in the record is said elsewhere.
        guard let signature = document.signature, let signer = record.certificate(of: signature),
            let value = signature.messageValue(by: signer)
        else { return }
        guard document.format != .raw else {
            guard file.bytes == value else {
                return report.fail(.document, "\(file.name) is another value than that of the record.")
            }
            return report.pass(.document, "\(file.name) is the value of the record.")
        }
        // The record has the document's hash, which serves as well where the signature is over the same.
        let outside: SignedFile.Outside? =
            document.isDetached ? original.map { .document($0) } ?? .sha256(document.original.sha256) : nil
        var rules = timestamps
        rules.intermediates += record.material.certificates
        let judged = SignedFile.validate(
            file.bytes,
            outside: outside,
            by: SignatureValidator(anchors: anchors, timestamps: rules),
            material: record.material,
            at: sealed ?? now
        )
        let refusals = judged.findings + judged.signatures.flatMap(\.report.findings)
        if original == nil, refusals.contains(where: { $0.code == .digestMismatch }) {
            return report.skip(
                .document,
                "The signature in \(file.name) is over another digest than SHA-256, and was not judged: "
                    + "\(quoted(document.original.name)) was not given.",
                essential: false
            )
        }
        guard let found = judged.signatures.first(where: { $0.report.value == value })?.report else {
            return report.fail(.document, "\(file.name) has no signature with the value of the record.")
        }
        guard found.signer == signer, found.verdict != .invalid, judged.findings.isEmpty else {
            let reason = (judged.findings + found.findings).first?.detail ?? "another certificate made it"
            return report.fail(.document, "The signature in \(file.name) does not hold: \(reason).")
        }
        guard checkContent(of: file, judgedAs: judged.format, document, &report) else { return }
        checkLevel(of: found, in: file, document, isDated: sealed != nil, &report)
    }

    private func checkLevel(
        of found: SignatureReport,
        in file: File,
        _ document: SignedDocumentFacts,
        isDated: Bool,
        _ report: inout EvidenceReport
    ) {
        guard let claimed = document.levelReached else { return }
        if let level = found.level, level >= claimed {
            report.pass(.document, "\(file.name) has the record's signature, at \(claimed.rawValue).")
        } else if isDated, !timestamps.anchors.certificates.isEmpty, found.path != nil {
            report.fail(
                .document,
                "The signature in \(file.name) is at \(found.level?.rawValue ?? "no level"), "
                    + "and not at \(claimed.rawValue) as the record says."
            )
        } else {
            report.skip(
                .document,
                "\(file.name) has the record's signature; whether at \(claimed.rawValue) cannot be told here.",
                essential: false
            )
        }
    }
}
