/// Undoes the row filters of PNG, which PDF calls predictors 10 to 15 (ISO 32000-1 §7.4.4.4).
struct PNGPredictor {
    let bytesPerPixel: Int
    let bytesPerRow: Int

    /// A predictor for rows of so many samples; refused where a row would be absurd.
    init(colors: Int, bitsPerComponent: Int, columns: Int) throws(PDFError) {
        guard (1...32).contains(colors), [1, 2, 4, 8, 16].contains(bitsPerComponent), (1...(1 << 24)).contains(columns)
        else { throw .malformed("a predictor's parameters are out of range") }
        bytesPerPixel = (colors * bitsPerComponent + 7) / 8
        bytesPerRow = (colors * bitsPerComponent * columns + 7) / 8
    }

    /// The plain rows.
    func undo(_ data: [UInt8]) throws(PDFError) -> [UInt8] {
        guard data.count % (bytesPerRow + 1) == 0 else { throw .malformed("the last row of a stream is incomplete") }
        let rows = data.count / (bytesPerRow + 1)
        var output = [UInt8](repeating: 0, count: rows * bytesPerRow)
        for row in 0..<rows {
            let source = row * (bytesPerRow + 1)
            let target = row * bytesPerRow
            let filter = data[source]
            guard filter <= 4 else { throw .malformed("a row has an unknown filter") }
            for column in 0..<bytesPerRow {
                let left = column >= bytesPerPixel ? output[target + column - bytesPerPixel] : 0
                let above = row > 0 ? output[target + column - bytesPerRow] : 0
                let corner =
                    row > 0 && column >= bytesPerPixel ? output[target + column - bytesPerRow - bytesPerPixel] : 0
                let predicted: UInt8 =
                    switch filter {
                    case 1: left
                    case 2: above
                    case 3: UInt8((Int(left) + Int(above)) / 2)
                    case 4: Self.paeth(Int(left), Int(above), Int(corner))
                    default: 0
                    }
                output[target + column] = data[source + 1 + column] &+ predicted
            }
        }
        return output
    }

    private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
        let estimate = left + above - corner
        let (toLeft, toAbove, toCorner) = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
        if toLeft <= toAbove, toLeft <= toCorner { return UInt8(left) }
        return UInt8(toAbove <= toCorner ? above : corner)
    }
}
