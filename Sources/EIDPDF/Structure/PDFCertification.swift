/// What the author of a certified document permits (ISO 32000-2 §12.8.2.2).
public struct PDFCertification: Sendable, Equatable {
    /// The changes that keep the certification valid.
    public enum Permission: Int, Sendable {
        /// None, except for validation data and time-stamps.
        case noChanges = 1
        /// Filling in forms and signing.
        case formFilling = 2
        /// The same, and annotating.
        case annotating = 3
    }

    /// The changes that keep the certification valid.
    public let permission: Permission

    /// Finds the certification, through the catalogue or through any signature: whichever permits least.
    init?(
        _ catalogue: PDFDictionary,
        _ form: PDFForm,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) {
        var found: Permission?
        func note(_ signature: PDFDictionary, isCertification: Bool) throws(PDFError) {
            var permission = isCertification ? Permission.formFilling : nil
            for (method, parameters) in try Self.transforms(of: signature, &reader) where method == "DocMDP" {
                let level = try reader.value("P", of: parameters)?.integer ?? 2
                guard let known = Permission(rawValue: level) else {
                    throw .malformed("a certification has an unknown level")
                }
                permission = known
            }
            guard let permission else { return }
            found = found.map { $0.rawValue < permission.rawValue ? $0 : permission } ?? permission
        }
        if let permissions = try reader.value("Perms", of: catalogue) {
            guard let permissions = permissions.dictionary else { throw .malformed("the permissions are unreadable") }
            if let signature = try reader.value("DocMDP", of: permissions) {
                guard let signature = signature.dictionary else { throw .malformed("the certification is unreadable") }
                try note(signature, isCertification: true)
            }
        }
        for field in form.signatureFields {
            if let value = field.value { try note(value.dictionary, isCertification: false) }
        }
        guard let found else { return nil }
        permission = found
    }

    /// The transform methods of a signature with their parameters.
    static func transforms(
        of signature: PDFDictionary,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> [(PDFName, PDFDictionary)] {
        guard let references = try reader.value("Reference", of: signature) else { return [] }
        guard let array = references.array else { throw .malformed("a signature's references are no array") }
        var result: [(PDFName, PDFDictionary)] = []
        for element in array {
            guard let reference = try reader.resolve(element).dictionary else {
                throw .malformed("a signature's reference is no dictionary")
            }
            guard let method = try reader.value("TransformMethod", of: reference)?.name else { continue }
            result.append((method, try reader.value("TransformParams", of: reference)?.dictionary ?? [:]))
        }
        return result
    }
}
