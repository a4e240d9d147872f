import EIDPDF

/// What a PDF is, before anybody signs it.
package struct PDFInspection: Sendable {
    /// A field that takes a signature, or has one.
    package struct Field: Sendable, Hashable {
        /// The full name.
        package let name: String
        /// Whether it has a signature.
        package let isSigned: Bool
    }

    /// How many pages it has.
    package let pages: Int
    /// Its signature fields, in the order of the form.
    package let fields: [Field]
    /// What a signer should know, by the names of the PDF module's findings.
    package let findings: [String]
    /// The permission of an earlier certification.
    package let certification: Int?

    let document: PDFDocument

    /// Reads a whole file; damage is refused.
    package init(_ bytes: [UInt8], maximumBytes: Int) throws(DocumentRefusal) {
        var limits = PDFLimits.standard
        limits.bytes = maximumBytes
        do throws(PDFError) {
            document = try PDFDocument(parsing: bytes, limits: limits)
            try document.requireSignable()
        } catch { throw DocumentRefusal(error) }
        pages = document.pages.count
        fields = document.signatureFields.map { Field(name: $0.name, isSigned: $0.isSigned) }
        findings = document.findings.map(\.kind.rawValue)
        certification = document.certification?.permission.rawValue
    }

    /// How a PDF begins.
    package static let beginning = Array("%PDF-".utf8)

    /// Refuses what a policy refuses; with the name of the field that is to be signed, if there is one already.
    package func require(strict: Bool, signing name: String?) throws(DocumentRefusal) {
        do throws(PDFError) { try document.require(strict ? .strict : .standard, signing: name) } catch {
            throw DocumentRefusal(error)
        }
    }

    /// Refuses a signature of that name and on that page where it cannot go; pages count from 1.
    package func requireRoom(field name: String?, page: Int?) throws(DocumentRefusal) {
        if let page, !(1...max(1, pages)).contains(page) {
            throw DocumentRefusal(.pageNotFound, "page \(page) of \(pages)")
        }
        guard let name else { return }
        if let field = fields.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
            guard !field.isSigned else { throw DocumentRefusal(.fieldAlreadySigned, "the field has a signature") }
        } else if document.form.hasField(named: name) {
            throw DocumentRefusal(.fieldNameTaken, "a field of another kind has the name")
        }
    }
}
