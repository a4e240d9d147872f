/// An object in an update.
struct PDFChange {
    let generation: Int
    let object: PDFObject
}
