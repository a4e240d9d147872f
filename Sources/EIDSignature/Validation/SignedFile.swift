public import FoundationEssentials

/// A signed file of whatever format.
public enum SignedFile {
    /// Judges a file by what its first bytes say it is: PDF, CMS, JAdES or ASiC-E.
    ///
    /// `document` is what was signed where that stands outside; `material` are certificates and answers about revocation
    /// that were fetched just now.
    public static func validate(
        _ file: [UInt8],
        document: [UInt8]? = nil,
        by validator: SignatureValidator,
        material: ValidationMaterial = ValidationMaterial(),
        at now: Date
    ) -> DocumentReport {
        if file.starts(with: PDFInspection.beginning) {
            return validator.validate(pdf: file, material: material, at: now)
        }
        if file.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            return validator.validate(container: file, material: material, at: now)
        }
        if file.first == 0x30 {
            return report(.cades) { () throws(SignatureError) -> SignatureReport in
                validator.validate(
                    try SignedData(der: file),
                    content: document.map { .bytes($0) } ?? .enveloped,
                    material: material,
                    at: now
                )
            }
        }
        if let first = file.first, first == UInt8(ascii: "{") || file.starts(with: Array("eyJ".utf8)) {
            return report(.jades) { () throws(SignatureError) -> SignatureReport in
                let signature = try token(file)
                return try validator.validate(
                    signature,
                    files: files(signature, document),
                    material: material,
                    at: now
                )
            }
        }
        var report = DocumentReport(format: nil)
        report.findings.append(SignatureError(.unsupported, "the file is of no format that we know"))
        return report
    }

    /// A single file may have any name; several are judged where their names are known.
    private static func files(
        _ signature: JAdESSignature,
        _ document: [UInt8]?
    ) throws(SignatureError) -> [JAdESSignature.File] {
        guard let document else { return [] }
        guard let signed = signature.detached else {
            throw SignatureError(.contentChanged, "the token carries content of its own")
        }
        guard let only = signed.first, signed.count == 1 else {
            throw SignatureError(.unsupported, "the token signs several files")
        }
        return [JAdESSignature.File(name: only.name, digest: try DigestAlgorithm.sha256.digest(document))]
    }

    private static func report(
        _ format: DocumentReport.Format,
        _ judge: () throws(SignatureError) -> SignatureReport
    ) -> DocumentReport {
        var report = DocumentReport(format: format)
        do throws(SignatureError) {
            var signature = DocumentSignature(place: nil)
            signature.report = try judge()
            signature.coversWholeFile = signature.report.signer != nil
            report.signatures = [signature]
        } catch { report.findings.append(error) }
        return report
    }
}
