extension RevisionComparison {
    /// Whether everything that is drawn for a field has bounds, so that it stays within the field's rectangle.
    ///
    /// Viewers scale what lies in the bounding box into the rectangle, and cut off the rest (ISO 32000-2 §12.5.5). Where
    /// there is no box, or one without extent, some draw everything as if the page were the rectangle.
    mutating func isBounded(_ appearance: PDFObject) throws(PDFError) -> Bool {
        var pending = [(appearance, level: 0)]
        while let (object, level) = pending.popLast() {
            switch try new.resolve(object) {
            case .stream(let stream): guard Self.hasBounds(stream.dictionary) else { return false }
            // An appearance per state of the pointer, and in each one per state of the field.
            case .dictionary(let looks):
                guard level < 2, !looks.hasDuplicateKeys, looks.entries.count <= 1_000 else { return false }
                pending += looks.entries.map { ($0.value, level + 1) }
            case .null: break
            default: return false
            }
        }
        return true
    }

    private static func hasBounds(_ form: PDFDictionary) -> Bool {
        func numbers(_ key: PDFName, _ count: Int) -> [Double]? {
            guard let array = form[key]?.array, array.count == count else { return nil }
            let numbers = array.compactMap(\.number).filter { abs($0) <= 1e6 }
            return numbers.count == count ? numbers : nil
        }
        // Readers calculate with 32 bits at least: nothing that is visible gets lost in these.
        guard let box = numbers("BBox", 4), abs(box[2] - box[0]) >= 0.001, abs(box[3] - box[1]) >= 0.001 else {
            return false
        }
        guard form["Matrix"] != nil else { return true }
        guard let matrix = numbers("Matrix", 6) else { return false }
        return abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) >= 0.000_001
    }
}
