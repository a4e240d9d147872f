extension PDFUpdate {
    /// Adds the form XObject that shows a signature upright on a turned page too (ISO 32000-1 §12.5.5).
    mutating func addAppearance(
        _ appearance: SignatureAppearance,
        _ rectangle: PDFRectangle,
        rotation: Int
    ) throws(PDFError) -> PDFReference {
        let lies = rotation == 90 || rotation == 270
        let width = lies ? rectangle.height : rectangle.width
        let height = lies ? rectangle.width : rectangle.height
        let drawing = try AppearanceDrawing(appearance, width: width, height: height)
        var dictionary: PDFDictionary = [
            "Type": .name("XObject"), "Subtype": .name("Form"), "BBox": PDFRectangle(0, 0, width, height).object,
        ]
        // Turned back by as much as the page is turned; the viewer moves the result into the rectangle.
        let turns: [Int: [Int]] = [90: [0, 1, -1, 0, 0, 0], 180: [-1, 0, 0, -1, 0, 0], 270: [0, -1, 1, 0, 0, 0]]
        if let matrix = turns[rotation] { dictionary["Matrix"] = .array(matrix.map { .integer($0) }) }
        var resources: PDFDictionary = [:]
        if !appearance.lines.isEmpty {
            let font = try add(
                .dictionary([
                    "Type": .name("Font"), "Subtype": .name("Type1"), "BaseFont": .name("Helvetica"),
                    "Encoding": .name("WinAnsiEncoding"),
                ])
            )
            resources["Font"] = .dictionary(["F0": .reference(font)])
        }
        if let image = appearance.image {
            var stream = image.stream
            if let mask = image.mask { stream.dictionary["SMask"] = .reference(try add(.stream(mask))) }
            resources["XObject"] = .dictionary(["I0": .reference(try add(.stream(stream)))])
        }
        dictionary["Resources"] = .dictionary(resources)
        return try add(.stream(PDFStream(dictionary, bytes: drawing.content)))
    }
}
