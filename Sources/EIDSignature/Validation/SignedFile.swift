public import FoundationEssentials

/// A signed file of whatever format.
public enum SignedFile {
    /// What was signed, where it stands outside of the file.
    package enum Outside {
        /// The document itself.
        case document([UInt8])
        /// Its SHA-256 alone.
        case sha256([UInt8])

        fileprivate var content: SignedContent {
            switch self {
            case .document(let bytes): .bytes(bytes)
            case .sha256(let digest): .digests([.sha256: digest])
            }
        }
    }

    /// Judges a file by what its first bytes say it is: PDF, CMS, JAdES or ASiC-E.
    ///
    /// A message in CMS may be in its textual form.
    /// `document` is what was signed where that stands outside; `material` are certificates and answers about revocation
    /// that were fetched just now.
    public static func validate(
        _ file: [UInt8],
        document: [UInt8]? = nil,
        by validator: SignatureValidator,
        material: ValidationMaterial = ValidationMaterial(),
        at now: Date
    ) -> DocumentReport {
        validate(file, outside: document.map { .document($0) }, by: validator, material: material, at: now)
    }

    /// The same where not more than the document's hash may be at hand.
    package static func validate(
        _ file: [UInt8],
        outside: Outside?,
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
        if file.first == 0x30 || ArmouredMessage.begins(text(of: file)) {
            return report(.cades) { () throws(SignatureError) -> SignatureReport in
                validator.validate(
                    try message(file),
                    content: outside?.content ?? .enveloped,
                    material: material,
                    at: now
                )
            }
        }
        if isToken(file) {
            return report(.jades) { () throws(SignatureError) -> SignatureReport in
                let signature = try token(file)
                return try validator.validate(
                    signature,
                    files: files(signature, outside),
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
        _ outside: Outside?
    ) throws(SignatureError) -> [JAdESSignature.File] {
        guard let outside else { return [] }
        guard let signed = signature.detached else {
            throw SignatureError(.contentChanged, "the token carries content of its own")
        }
        guard let only = signed.first, signed.count == 1 else {
            throw SignatureError(.unsupported, "the token signs several files")
        }
        switch outside {
        case .document(let document): return try only.isOf(document) ? [only] : []
        case .sha256(let digest):
            guard only.algorithm == .sha256 else {
                throw SignatureError(.digestMismatch, "there is no \(only.algorithm.rawValue) digest of the content")
            }
            return [JAdESSignature.File(name: only.name, digest: digest, isEncoded: only.isEncoded)]
        }
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
