/// A rectangle in points, from the lower left.
public struct PDFRectangle: Sendable, Equatable {
    /// The left edge.
    public let left: Double
    /// The lower edge.
    public let bottom: Double
    /// The right edge.
    public let right: Double
    /// The upper edge.
    public let top: Double

    /// Makes a rectangle from two opposite corners, in any order.
    public init(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        (left, right) = (min(x1, x2), max(x1, x2))
        (bottom, top) = (min(y1, y2), max(y1, y2))
    }

    /// From edge to edge.
    public var width: Double { right - left }
    /// From edge to edge.
    public var height: Double { top - bottom }

    /// What two rectangles have in common; `nil` if that is nothing.
    func intersection(_ other: PDFRectangle) -> PDFRectangle? {
        let (left, right) = (max(left, other.left), min(right, other.right))
        let (bottom, top) = (max(bottom, other.bottom), min(top, other.top))
        return left < right && bottom < top ? PDFRectangle(left, bottom, right, top) : nil
    }

    var object: PDFObject {
        .array([left, bottom, right, top].map { .real(PDFReal($0)) })
    }

    init?(_ object: PDFObject, _ reader: inout PDFObjectReader) throws(PDFError) {
        guard let array = object.array, array.count == 4 else { return nil }
        var numbers: [Double] = []
        for element in array {
            guard let number = try reader.resolve(element).number else { return nil }
            numbers.append(number)
        }
        self.init(numbers[0], numbers[1], numbers[2], numbers[3])
    }
}
