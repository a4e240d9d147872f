import EIDMethod
import EIDSignature
import FoundationEssentials

extension SignatureEngine {
    /// What a document is; refuses what cannot be signed, by policy and, where there is one, by order.
    func inspect(_ document: DocumentInput, for order: SignatureOrder?) throws(SigningFailure) -> DocumentInspection {
        try requireDigest(document)
        if let order { try requireApplicable(order, hasBytes: document.bytes != nil) }
        guard let bytes = document.bytes else {
            return DocumentInspection(mediaType: "application/octet-stream", findings: ["hashOnly"])
        }
        try requireSize(bytes, for: order)
        let type = ContentType.of(bytes, declared: document.mediaType)
        guard type == "application/pdf" else {
            if order?.format == .pades { throw SigningFailure(.formatNotApplicable, "PAdES signs PDF files only") }
            let isOther = !document.mediaType.isEmpty && !document.mediaType.lowercased().hasPrefix(type)
            return DocumentInspection(mediaType: type, findings: isOther ? ["otherMediaType"] : [])
        }
        return try inspectPDF(bytes, for: order)
    }

    /// What stands for the document is a digest of SHA-256.
    func requireDigest(_ document: DocumentInput) throws(SigningFailure) {
        guard document.sha256.count == 32 else {
            throw SigningFailure(.hashLength, "a SHA-256 digest has 32 bytes, this one \(document.sha256.count)")
        }
    }

    /// There are bytes, and not too many: neither for the settings nor, where there is an order, for whoever reads the format.
    func requireSize(_ bytes: [UInt8], for order: SignatureOrder?) throws(SigningFailure) {
        guard !bytes.isEmpty else { throw SigningFailure(.documentEmpty, "no bytes") }
        guard bytes.count <= configuration.maximumDocumentBytes else {
            throw SigningFailure(.documentTooLarge, "\(bytes.count) bytes")
        }
        // Now, and not once the person has approved.
        if let format = order?.format, let largest = format.largestDocument, bytes.count > largest {
            throw SigningFailure(
                .documentTooLarge,
                "\(bytes.count) bytes, where \(format.rawValue) takes \(largest) inside"
            )
        }
    }

    private func inspectPDF(_ bytes: [UInt8], for order: SignatureOrder?) throws(SigningFailure) -> DocumentInspection {
        let pdf: PDFInspection
        do throws(DocumentRefusal) {
            pdf = try PDFInspection(bytes, maximumBytes: configuration.maximumDocumentBytes)
        } catch {
            // Signatures beside a file or around it change nothing in it, so that the file need not be sound; but nobody has
            // seen then that nothing in it is active.
            let isStrict = order != nil && configuration.documentPolicy == .strict
            if order?.format == .pades || isStrict && error.code != .certifiedNoChanges {
                throw SigningFailure(error)
            }
            return DocumentInspection(mediaType: "application/pdf", findings: [error.code.rawValue])
        }
        if let order {
            try SigningFailure.mapping { () throws(DocumentRefusal) in
                let isStrict = configuration.documentPolicy == .strict
                try pdf.require(strict: isStrict, signing: order.format == .pades ? order.fieldName : nil)
                guard order.format == .pades else { return }
                try pdf.requireRoom(field: order.fieldName, page: order.appearance?.page)
                guard order.certification == nil || pdf.fields.allSatisfy({ !$0.isSigned }) else {
                    throw DocumentRefusal(.notApplicable, "only a document's first signature can certify it")
                }
                guard order.appearance != nil || order.fieldName != nil else { return }
                // Now, and not once the person has approved: a picture that is none, a place that is not there, a name that no
                // field can have.
                _ = try pdf.preview(PDFSigning(order, name: "", at: clock.now, configuration))
            }
        }
        return DocumentInspection(
            mediaType: "application/pdf",
            pages: pdf.pages,
            signatures: pdf.fields.count(where: \.isSigned),
            emptyFields: pdf.fields.filter { !$0.isSigned }.map(\.name),
            findings: pdf.findings + (pdf.fields.contains(where: \.isSigned) ? ["signed"] : [])
                + (pdf.certification.map { ["certified\($0)"] } ?? [])
        )
    }

    /// A PDF as it will look with its visible signature.
    func preview(_ bytes: [UInt8], for order: SignatureOrder, name: String) throws(SigningFailure) -> [UInt8] {
        try SigningFailure.mapping { () throws(DocumentRefusal) in
            let pdf = try PDFInspection(bytes, maximumBytes: configuration.maximumDocumentBytes)
            return try pdf.preview(PDFSigning(order, name: name, at: clock.now, configuration))
        }
    }

    /// Refuses an order that no document could fulfil, and a level that this broker cannot reach.
    func requireApplicable(_ order: SignatureOrder, hasBytes: Bool) throws(SigningFailure) {
        func refuse(_ detail: String) -> SigningFailure { SigningFailure(.formatNotApplicable, detail) }
        let lowest = order.lowestLevel
        guard lowest <= order.level else { throw refuse("the acceptable level is higher than the level") }
        guard hasBytes || [.cades, .jades, .raw].contains(order.format) else {
            throw refuse("\(order.format.rawValue) needs the document, not only its hash")
        }
        guard lowest <= order.format.highestLevel else {
            throw refuse("\(order.format.rawValue) reaches \(order.format.highestLevel.rawValue)")
        }
        guard lowest == .baseline || timestamps != nil else {
            throw SigningFailure(.levelNotReached, "no timestamp authority is configured")
        }
        let isForPDF =
            order.fieldName != nil || order.appearance != nil || order.reason != nil || order.location != nil
            || order.certification != nil
        guard order.format == .pades || !isForPDF else {
            throw refuse("field, appearance, reason, location and certification are for PAdES")
        }
        guard order.reason == nil || order.commitment == nil else {
            throw refuse("a reason and a commitment exclude each other")
        }
        guard order.commitment == nil || order.format.carriesPolicy else {
            throw refuse("\(order.format.rawValue) carries no commitment")
        }
        guard order.commitment.map({ OID($0) != nil }) ?? true else { throw refuse("the commitment is no identifier") }
        guard order.certification.map((1...3).contains) ?? true else { throw refuse("certifications are 1, 2 or 3") }
        if let appearance = order.appearance {
            let numbers = appearance.rectangle
            guard numbers.count == 4, numbers.allSatisfy(\.isFinite), numbers[0] < numbers[2], numbers[1] < numbers[3],
                appearance.page >= 1, appearance.lines.count <= 20, appearance.image?.count ?? 0 <= 2_000_000
            else { throw SigningFailure(.appearanceInvalid, "page, rectangle, lines or image are out of bounds") }
        }
    }
}

extension SignatureOrder.Format {
    /// The highest level that the format has here.
    var highestLevel: SignatureLevel {
        switch self {
        case .raw: .baseline
        case .jades: .timestamped
        case .pades, .cades, .cadesEnveloping, .asice: .archival
        }
    }

    /// The longest document, in bytes, with which the signed file can still be read; `nil` where the settings alone count.
    var largestDocument: Int? {
        switch self {
        case .cadesEnveloping: SignedData.largestContent
        case .jades: JAdESSignature.largestContent
        case .asice: ASiCBuilder.largestContent
        case .raw, .cades, .pades: nil
        }
    }

    /// Whether a signature policy and a commitment find a place in it.
    var carriesPolicy: Bool { self != .raw && self != .jades }
}
