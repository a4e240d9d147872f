import EIDJOSE
import EIDSignature

/// Whether what was signed is what was handed in: the record's hash of the document against the document itself.
extension EvidenceVerifier {
    /// A signed file is of the format that the record names, and carries the document of the record.
    func checkContent(
        of file: File,
        judgedAs format: DocumentReport.Format?,
        _ document: SignedDocumentFacts,
        _ report: inout EvidenceReport
    ) -> Bool {
        do throws(SignatureError) {
            let inside = try SignedFile.document(in: file.bytes, size: document.original.size)
            guard format == document.judgedFormat, (inside == nil) == document.isDetached else {
                report.fail(.document, "\(file.name) is of another format than the record says.")
                return false
            }
            guard inside.map({ SHA256.digest($0) == document.original.sha256 }) ?? true else {
                report.fail(
                    .document,
                    "The signature in \(file.name) is over another document than \(quoted(document.original.name))."
                )
                return false
            }
            return true
        } catch {
            report.fail(.document, "What \(file.name) is over cannot be read: \(error.detail).")
            return false
        }
    }

    /// A document that is given without its signed file: only a bare value is over the document's own hash.
    func checkOriginal(_ bytes: [UInt8], of document: SignedDocumentFacts, _ report: inout EvidenceReport) {
        // What is missing in the record is said elsewhere.
        guard let signature = document.signature, document.result != nil else { return }
        let name = quoted(document.original.name)
        guard document.format == .raw else {
            return report.skip(
                .document,
                "\(name) was given, and not as it was signed: that its signature is over it was not compared.",
                essential: true
            )
        }
        if (try? signature.scheme.digest.digest(bytes)) == signature.digest {
            report.pass(.document, "The value for \(name) is over it.")
        } else {
            report.fail(.document, "The value for \(name) is over something else.")
        }
    }

    /// What the values are over, as far as the record alone tells.
    func checkDigests(_ record: EvidenceRecord, _ report: inout EvidenceReport) {
        var signed: [[UInt8]: [UInt8]] = [:]
        for document in record.documents {
            guard let signature = document.signature else { continue }
            let hash = document.original.sha256
            if document.format == .raw, signature.scheme.digest == .sha256, signature.digest != hash {
                report.fail(.signature, "The value for \(quoted(document.original.name)) is over something else.")
            }
            // The same document twice may well have the same value; two documents never have.
            for part in Set([signature.value, signature.digest])
            where signed.updateValue(hash, forKey: part).map({ $0 != hash }) == true {
                report.fail(.signature, "\(quoted(document.original.name)) has the value of another document.")
                break
            }
        }
    }
}

extension SignedDocumentFacts {
    /// Whether what was signed stands outside of the signed file.
    var isDetached: Bool {
        switch format {
        case .cades: true
        // A token carries the document, unless the client gave a hash only.
        case .jades: original.size == nil
        case .pades, .cadesEnveloping, .asice, .raw: false
        }
    }

    /// How a validator calls the format; `nil` for a bare value, which it does not judge.
    fileprivate var judgedFormat: DocumentReport.Format? {
        switch format {
        case .pades: .pades
        case .cades, .cadesEnveloping: .cades
        case .jades: .jades
        case .asice: .asic
        case .raw: nil
        }
    }
}
