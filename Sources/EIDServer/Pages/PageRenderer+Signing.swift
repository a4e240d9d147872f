import EIDBroker
import EIDMethod

extension PageRenderer {
    /// What the review page shows.
    func review(_ page: ReviewPage) -> [String: Any] {
        let language = page.frame.language
        let count = page.documents.count
        let client = page.frame.clientName
        var values = framed(page.frame)
        values["title"] = SigningTexts.title[language]
        values["wide"] = true
        values["lead"] = SigningTexts.lead(client: client, documents: count, language)
        values["documents"] = page.documents.enumerated().map { index, document in
            review(document, number: index + 1, client: client, language)
        }
        values["openLabel"] = SigningTexts.open[language]
        values["saveLabel"] = SigningTexts.save[language]
        values["originalLabel"] = StatementTexts.original[language]
        values["notShown"] = SigningTexts.notShown[language]
        values["noteTitle"] = SigningTexts.noteTitle[language]
        values["sizeLabel"] = SigningTexts.size[language]
        values["kindLabel"] = SigningTexts.kind[language]
        values["hashLabel"] = SigningTexts.hash[language]
        values["action"] = page.consentPath
        values["meaning"] =
            page.isQualified ? SigningTexts.qualified[language] : SigningTexts.advanced(client: client, language)
        values["accept"] = SigningTexts.accept(documents: count, language)
        values["cancelLabel"] = SigningTexts.decline[language]
        if page.methods.count > 1 {
            values["hasChoice"] = true
            values["choice"] = SigningTexts.choice[language]
            values["methods"] = page.methods.map { method($0, type: .signing, language) }
        } else {
            let method = page.methods.first
            let label = method.map { SigningTexts.sign(with: $0.displayName, language) } ?? SigningTexts.sign[language]
            values["single"] = ["id": method?.id ?? "", "label": label]
        }
        return values
    }

    /// What the page after the signature shows.
    func signed(_ page: SignedPage) -> [String: Any] {
        var values: [String: Any] = [
            "title": SigningTexts.signedTitle[page.language],
            "client": page.clientName,
            "lead": SigningTexts.signedLead(client: page.clientName, page.language),
            "documents": page.documents,
            "homeLabel": PageTexts.home[page.language],
            "closeLabel": SigningTexts.close[page.language],
        ]
        values["home"] = page.returnURL.flatMap(SafeLink.checked)
        return values
    }

    private func review(
        _ document: ReviewPage.Document,
        number: Int,
        client: String,
        _ language: Language
    ) -> [String: Any] {
        let essence = MediaType(document.mediaType)?.essence ?? MediaType.bytes
        // A sentence of its own says it.
        let findings = document.findings.filter { $0 != "hashOnly" }
        var values: [String: Any] = [
            "number": String(number),
            "name": document.name,
            "hasStatements": !document.statements.isEmpty,
            "statementsTitle": StatementTexts.title(client: client, language),
            "statements": document.statements.map { StatementTexts.sentence($0, language) },
            "hasFindings": !findings.isEmpty,
            "findings": findings.map { FindingTexts.sentence($0, language) },
            "contentLabel": SigningTexts.content(of: document.name, language),
            "kind": Self.kinds[essence] ?? essence,
            "hash": Self.grouped(document.sha256),
        ]
        values["size"] = document.size.map { FileSize.text($0, language) }
        guard let path = document.path else {
            values["hashOnly"] = SigningTexts.hashOnly(client: client, language)
            return values
        }
        values[document.isViewable ? "open" : "save"] = document.previewPath ?? path
        // The fingerprint on the page is that of the document itself.
        if document.previewPath != nil { values["original"] = path }
        guard document.isViewable else { return values }
        switch essence {
        case "image/png", "image/jpeg": values["image"] = path
        case "text/plain": values["text"] = path
        // No sandbox on the frame: see `ContentPolicy.framedDocument`.
        default: values["viewer"] = document.previewPath ?? path
        }
        return values
    }

    /// In groups, so that people can compare it, and lines can break.
    private static func grouped(_ digits: String) -> String {
        let digits = Array(digits)
        return stride(from: 0, to: digits.count, by: 8)
            .map { String(digits[$0..<min($0 + 8, digits.count)]) }
            .joined(separator: " ")
    }

    private static let kinds = [
        "application/pdf": "PDF", "text/plain": "TXT", "image/png": "PNG", "image/jpeg": "JPEG",
        "application/xml": "XML", "text/xml": "XML", "application/json": "JSON",
    ]
}
