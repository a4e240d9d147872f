extension PDFUpdate {
    /// Adds a signature or document time-stamp, in a new field or in an empty one.
    ///
    /// One update takes one signature.
    public mutating func addSignature(_ placement: SignaturePlacement) throws(PDFError) -> SignatureSlot {
        guard slot == nil else { throw PDFError(.misuse, "an update takes one signature") }
        guard (1...(1 << 20)).contains(placement.reservedBytes) else {
            throw PDFError(.misuse, "the space reserved for a signature is out of range")
        }
        guard placement.dictionary["ByteRange"] == nil, placement.dictionary["Contents"] == nil else {
            throw PDFError(.misuse, "ByteRange and Contents are written here")
        }
        try checkPermission(placement)
        var dictionary = placement.dictionary
        if let certification = placement.certification { dictionary.addReference(certification) }
        let value = try add(.dictionary(dictionary))
        if placement.certification != nil { try certify(by: value) }
        let (name, field) =
            switch placement.field {
            case .new(let name, let page, let rectangle):
                try addField(named: name, page: page, rectangle: rectangle, value: value, placement)
            case .existing(let name): try fillField(named: name, value: value, placement)
            }
        let slot = SignatureSlot(
            fieldName: name,
            fieldReference: field,
            valueReference: value,
            reservedBytes: placement.reservedBytes
        )
        self.slot = slot
        return slot
    }

    /// A certification without changes still permits document time-stamps (ISO 32000-2 table 257).
    private func checkPermission(_ placement: SignaturePlacement) throws(PDFError) {
        let isTimeStamp = placement.dictionary["SubFilter"]?.name == "ETSI.RFC3161"
        if !isTimeStamp, document.findings.contains(where: { $0.kind == .certifiedNoChanges }) {
            throw PDFError(.refused(.certifiedNoChanges), "the document permits no further signatures")
        }
        guard placement.certification != nil else { return }
        guard document.certification == nil, !document.signatureFields.contains(where: \.isSigned), !isTimeStamp else {
            throw PDFError(.misuse, "only the first signature of a document can certify it")
        }
    }

    /// Refuses a field that an earlier signature locks.
    ///
    /// Time-stamps pass: they sign nothing of the form.
    func checkLocks(_ name: String, _ placement: SignaturePlacement) throws(PDFError) {
        guard placement.dictionary["SubFilter"]?.name != "ETSI.RFC3161" else { return }
        guard !document.form.locks.contains(where: { $0.covers(name) }) else {
            throw PDFError(.fieldLocked, "an earlier signature locks this field")
        }
    }

    private mutating func certify(by value: PDFReference) throws(PDFError) {
        let entry = try catalogue()["Perms"]
        var permissions = try catalogueEntry("Perms")?.dictionary ?? [:]
        permissions["DocMDP"] = .reference(value)
        if let reference = entry?.reference {
            try replace(reference, with: .dictionary(permissions))
        } else {
            try setCatalogueEntry("Perms", .dictionary(permissions))
        }
    }

    private mutating func addField(
        named name: String?,
        page index: Int,
        rectangle: PDFRectangle?,
        value: PDFReference,
        _ placement: SignaturePlacement
    ) throws(PDFError) -> (String, PDFReference) {
        guard document.pages.indices.contains(index) else { throw PDFError(.pageNotFound, "there is no such page") }
        let name = name ?? unusedName()
        guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: ".")) else {
            throw PDFError(.misuse, "a field's name is empty or has a full stop")
        }
        guard !document.form.hasField(named: name) else {
            throw PDFError(.fieldNameTaken, "a field has that name already")
        }
        guard document.signatureFields.count < document.limits.signatureFields else {
            throw .tooLarge("the form has too many signature fields")
        }
        try checkLocks(name, placement)
        let page = document.pages[index]
        let visible = rectangle.flatMap { $0.width > 0 && $0.height > 0 ? $0 : nil }
        var field: PDFDictionary = [
            "FT": .name("Sig"), "T": .text(name), "V": .reference(value), "Type": .name("Annot"),
            "Subtype": .name("Widget"), "F": .integer(132), "P": .reference(page.reference),
            "Rect": (visible ?? PDFRectangle(0, 0, 0, 0)).object,
        ]
        if let visible {
            let form = try addAppearance(
                placement.appearance ?? SignatureAppearance(),
                visible,
                rotation: page.rotation
            )
            field["AP"] = .dictionary(["N": .reference(form)])
        }
        let reference = try add(.dictionary(field))
        try addAnnotation(reference, to: page.reference)
        try addToForm(reference)
        return (name, reference)
    }

    private mutating func fillField(
        named name: String,
        value: PDFReference,
        _ placement: SignaturePlacement
    ) throws(PDFError) -> (String, PDFReference) {
        let named = document.signatureFields.filter { PDFForm.isSame($0.name, name) }
        guard let field = named.first else {
            throw PDFError(.fieldNotFound, "there is no signature field of that name")
        }
        guard named.count == 1 else { throw .ambiguous("two signature fields have the same name") }
        guard !field.isSigned else { throw PDFError(.fieldAlreadySigned, "the field is signed already") }
        guard !field.hasDemands else { throw PDFError(.fieldLocked, "the field demands what cannot be given") }
        try checkLocks(name, placement)
        var dictionary = field.dictionary
        guard !dictionary.hasDuplicateKeys else { throw .ambiguous("a field has a key twice") }
        dictionary["V"] = .reference(value)
        try replace(field.reference, with: .dictionary(dictionary))
        if let lock = field.lock { try apply(lock, to: value) }
        if let appearance = placement.appearance {
            for place in try document.places(of: field) { try draw(appearance, in: place) }
        }
        try addToForm(nil)
        return (name, field.reference)
    }

    /// The lock of a field takes effect through the signature in it (ISO 32000-1 §12.8.2.4).
    private mutating func apply(_ lock: PDFFieldLock, to value: PDFReference) throws(PDFError) {
        guard var signature = try object(value).dictionary else { return }
        let reference: PDFDictionary = [
            "Type": .name("SigRef"), "TransformMethod": .name("FieldMDP"),
            "TransformParams": .dictionary(lock.transformParameters),
            "Data": .reference(document.catalogueReference),
        ]
        signature["Reference"] = .array((signature["Reference"]?.array ?? []) + [.dictionary(reference)])
        try replace(value, with: .dictionary(signature))
    }

    private mutating func draw(_ appearance: SignatureAppearance, in place: PDFFieldPlace) throws(PDFError) {
        guard place.rectangle.width > 0, place.rectangle.height > 0,
            var dictionary = try object(place.widget).dictionary
        else { return }
        let form = try addAppearance(appearance, place.rectangle, rotation: place.page?.rotation ?? 0)
        dictionary["AP"] = .dictionary(["N": .reference(form)])
        try replace(place.widget, with: .dictionary(dictionary))
    }

    private func unusedName() -> String {
        var number = 1
        while document.form.hasField(named: "Signature\(number)") { number += 1 }
        return "Signature\(number)"
    }
}

extension PDFDictionary {
    /// What makes a signature a certification (ISO 32000-1 §12.8.2.2).
    fileprivate mutating func addReference(_ permission: PDFCertification.Permission) {
        let reference: PDFDictionary = [
            "Type": .name("SigRef"), "TransformMethod": .name("DocMDP"),
            "TransformParams": .dictionary([
                "Type": .name("TransformParams"), "P": .integer(permission.rawValue), "V": .name("1.2"),
            ]),
        ]
        self["Reference"] = .array((self["Reference"]?.array ?? []) + [.dictionary(reference)])
    }
}
