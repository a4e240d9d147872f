/// Whether an annotation shows one thing on a screen and another on paper, or another under the pointer; or has appearances
/// for states, and no state.
///
/// Only what pages show is looked at. Left out are links that draw nothing, pop-up windows of comments, what is hidden both
/// ways, and fields for signatures that are still empty.
struct AnnotationInspection {
    /// The first annotation of each kind.
    private(set) var findings: [PDFFinding] = []

    private static let hidden = 2
    private static let print = 4
    private static let noView = 32
    private static let toggleNoView = 256

    private var seen: Set<Int> = []

    /// Looks at a page's list; at each annotation once, however many lists have it.
    ///
    /// One that readers may disagree about, as with a key that stands twice, counts as one that differs.
    mutating func look(at list: PDFObject, _ reader: inout PDFObjectReader) throws(PDFError) {
        if let number = list.reference?.number, !seen.insert(number).inserted { return }
        for element in try reader.resolve(list).array ?? [] {
            if let number = element.reference?.number, !seen.insert(number).inserted { continue }
            let reference = element.reference ?? list.reference ?? PDFReference(0)
            do throws(PDFError) {
                guard let annotation = try reader.resolve(element).dictionary else { continue }
                if try Self.isUnclear(annotation, &reader) { note(.unclearContent, reference) }
                if try Self.differs(annotation, &reader) { note(.printsDifferently, reference) }
            } catch {
                guard error.code != .tooLarge else { throw error }
                note(.printsDifferently, reference)
            }
        }
    }

    private mutating func note(_ kind: PDFFinding.Kind, _ reference: PDFReference) {
        if !findings.contains(where: { $0.kind == kind }) { findings.append(PDFFinding(kind, in: reference)) }
    }

    /// Whether readers do not agree about what to draw: its appearance is one of several and nothing says which (ISO 32000-2
    /// §12.5.5), or is in the place of the list of appearances; its flags are none, or more than some can hold.
    private static func isUnclear(_ annotation: PDFDictionary, _ reader: inout PDFObjectReader) throws(PDFError) -> Bool
    {
        if let flags = try reader.value("F", of: annotation) {
            guard let flags = flags.integer, (0...Int(Int32.max)).contains(flags) else { return true }
        }
        guard let looks = try reader.value("AP", of: annotation) else { return false }
        guard let looks = looks.plainDictionary else { return true }
        guard let states = try reader.value("N", of: looks)?.plainDictionary, !states.entries.isEmpty else {
            return false
        }
        return try reader.value("AS", of: annotation)?.name == nil
    }

    private static func differs(_ annotation: PDFDictionary, _ reader: inout PDFObjectReader) throws(PDFError) -> Bool {
        let subtype = try reader.value("Subtype", of: annotation)?.name
        let flags = try reader.value("F", of: annotation)?.integer ?? 0
        if subtype == "Popup" || flags & hidden != 0 { return false }
        let looks = try reader.value("AP", of: annotation)?.dictionary ?? [:]
        let normal = try reader.value("N", of: looks)
        if subtype == "Link", normal == nil { return false }
        if try isEmpty(annotation, &reader) { return false }
        // ISO 32000-2 §12.5.6.20 to 22: marks for production, and what is fixed to the paper instead of the page.
        let isFixed = try reader.value("FixedPrint", of: annotation) != nil
        if subtype == "TrapNet" || isFixed { return true }
        if flags & toggleNoView != 0 { return true }
        if flags & noView != 0 { return flags & print != 0 }
        if try changesUnderPointer(annotation, looks, subtype, &reader) { return true }
        guard flags & print == 0 else { return false }
        // Viewers mark empty fields for signatures; nobody expects that on paper.
        let type = try reader.value("FT", of: annotation)?.name
        return !(subtype == "Widget" && normal == nil && type == "Sig")
    }

    /// Buttons may look pressed while they are.
    private static func changesUnderPointer(
        _ annotation: PDFDictionary,
        _ looks: PDFDictionary,
        _ subtype: PDFName?,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> Bool {
        func isOther(_ key: PDFName) -> Bool { looks[key].map { !$0.isNull && $0 != looks["N"] } ?? false }
        guard isOther("R") || isOther("D") else { return false }
        guard subtype == "Widget" else { return true }
        var type = try reader.value("FT", of: annotation)?.name
        if type == nil, let parent = try reader.value("Parent", of: annotation)?.dictionary {
            type = try reader.value("FT", of: parent)?.name
        }
        return type != "Btn" || isOther("R")
    }

    /// Without any extent, nothing is visible.
    private static func isEmpty(_ annotation: PDFDictionary, _ reader: inout PDFObjectReader) throws(PDFError) -> Bool {
        guard let rectangle = try reader.value("Rect", of: annotation), let box = try PDFRectangle(rectangle, &reader)
        else { return false }
        return box.width == 0 && box.height == 0
    }
}
