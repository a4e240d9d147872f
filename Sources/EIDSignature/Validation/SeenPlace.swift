import EIDPDF

/// Where a signature shows something on a page, which covers whatever was there.
public struct SeenPlace: Sendable, Hashable {
    /// The page, counted from 1.
    public let page: Int
    /// Left, bottom, right and top, in points of the page before it is turned; at most a million to each side.
    public let rectangle: [Double]

    init(page: Int, rectangle: [Double]) {
        self.page = page
        self.rectangle = rectangle.map { min(max($0, -1e6), 1e6) }
    }

    /// A page counted from 0, and a rectangle of the file.
    init(_ page: Int, _ box: PDFRectangle) {
        self.init(page: page + 1, rectangle: [box.left, box.bottom, box.right, box.top])
    }
}
