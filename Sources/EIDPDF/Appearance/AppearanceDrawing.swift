/// The drawing instructions of a signature's appearance.
struct AppearanceDrawing {
    private(set) var content: [UInt8] = []

    private static let margin = 2.0
    private static let leading = 1.2

    init(_ appearance: SignatureAppearance, width: Double, height: Double) throws(PDFError) {
        var writer = PDFWriter()
        var left = Self.margin
        if let image = appearance.image {
            let room = appearance.lines.isEmpty ? width - 2 * Self.margin : (width - 3 * Self.margin) * 0.4
            let scale = max(0, min(room / Double(image.width), (height - 2 * Self.margin) / Double(image.height)))
            let (wide, high) = (Double(image.width) * scale, Double(image.height) * scale)
            writer.write(
                "q \(Self.text(wide)) 0 0 \(Self.text(high)) \(Self.text(left)) \(Self.text((height - high) / 2)) cm /I0 Do Q\n"
            )
            left += room + Self.margin
        }
        if !appearance.lines.isEmpty {
            try Self.write(
                appearance.lines,
                fontSize: appearance.fontSize,
                left: left,
                width: width,
                height: height,
                &writer
            )
        }
        content = writer.bytes
    }

    private static func write(
        _ lines: [String],
        fontSize: Double?,
        left: Double,
        width: Double,
        height: Double,
        _ writer: inout PDFWriter
    ) throws(PDFError) {
        var encoded: [[UInt8]] = []
        for line in lines { encoded.append(try WinAnsi.encode(line)) }
        let widest = Double(max(1, encoded.map(WinAnsi.width).max() ?? 1)) / 1_000
        let byWidth = (width - left - margin) / widest
        let byHeight = (height - 2 * margin) / (Double(lines.count) * leading)
        let size = fontSize ?? max(1, min(12, byWidth, byHeight))
        let top = height - margin - size
        writer.write(
            "q 0 0 \(text(width)) \(text(height)) re W n BT /F0 \(text(size)) Tf \(text(size * leading)) TL 0 g "
        )
        writer.write("\(text(left)) \(text(top)) Td\n")
        for line in encoded {
            writer.write(string: line)
            writer.write(" Tj T*\n")
        }
        writer.write("ET Q\n")
    }

    private static func text(_ number: Double) -> String { PDFReal(number).literal }
}
