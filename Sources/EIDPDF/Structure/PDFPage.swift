/// A page with what it inherits.
public struct PDFPage: Sendable, Equatable {
    /// Where the page's dictionary is.
    public let reference: PDFReference
    /// The paper, in points.
    public let mediaBox: PDFRectangle?
    /// The part that is shown; the paper unless the page says otherwise.
    public let cropBox: PDFRectangle?
    /// By how many degrees viewers turn the page clockwise: 0, 90, 180 or 270.
    public let rotation: Int
}
