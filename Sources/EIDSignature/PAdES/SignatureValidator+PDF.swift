public import EIDPDF
public import FoundationEssentials

/// Judging every signature of a PDF, and what came after it.
extension SignatureValidator {
    /// How many signatures are judged: each costs reading a revision.
    static let mostSignatures = 64

    /// Validates a PDF; `material` is what was fetched just now and stands beside what is in the file.
    ///
    /// Only what is in the file counts for the level.
    public func validate(
        pdf bytes: [UInt8],
        material: ValidationMaterial = ValidationMaterial(),
        limits: PDFLimits = .standard,
        at now: Date
    ) -> DocumentReport {
        var report = DocumentReport(format: .pades)
        do throws(PDFError) {
            let document = try PDFDocument(parsing: bytes, limits: limits)
            report.documentFindings = document.findings.map(\.kind)
            var session = try PDFValidation(document, self, material, now: now)
            guard session.count <= Self.mostSignatures else {
                throw PDFError(.tooLarge, "the document has too many signatures")
            }
            try document.requireReadableRevisions()
            try session.run()
            report.signatures = session.signatures
            if report.signatures.isEmpty {
                report.findings.append(SignatureError(.malformed, "the document has no signature"))
            }
            // Whoever reads such a file another way sees other objects than those which were judged.
            for finding in document.findings {
                switch finding.kind {
                case .hybridReferences:
                    report.findings.append(SignatureError(.unsupported, "old and new readers see different documents"))
                case .shadowedObjects:
                    report.findings.append(
                        SignatureError(.unsupported, "objects stand in the file twice: readers see different documents")
                    )
                default: break
                }
            }
        } catch {
            let code: SignatureError.Code = error.code == .unsupported ? .unsupported : .malformed
            report.findings.append(SignatureError(code, "the document: \(error.detail)"))
        }
        return report
    }
}
