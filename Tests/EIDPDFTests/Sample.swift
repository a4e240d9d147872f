import EIDPDF

/// What tests sign with.
enum Sample {
    static let dictionary: PDFDictionary = [
        "Type": .name("Sig"), "Filter": .name("Adobe.PPKLite"), "SubFilter": .name("ETSI.CAdES.detached"),
        "M": .text("D:20260101120000Z"), "Name": .text("Ann Peeters"),
    ]
    static let timeStamp: PDFDictionary = [
        "Type": .name("DocTimeStamp"), "Filter": .name("Adobe.PPKLite"), "SubFilter": .name("ETSI.RFC3161"),
    ]
}

extension PDFUpdate {
    /// The whole file of an update with a signature, whose value is still zeros.
    func preparedFile() throws(PDFError) -> [UInt8] { document.bytes + (try prepared().appendix) }
}

extension Sample {
    /// Two by two pixels.
    static func image() throws -> SignatureImage {
        try SignatureImage(width: 2, height: 2, redGreenBlue: [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9])
    }
}
