/// Reads of a JPEG what a PDF must say about it; the data is placed as it is.
enum JPEGImage {
    static func read(_ bytes: [UInt8]) throws(PDFError) -> SignatureImage {
        var scanner = PDFScanner(bytes, at: 2)
        var isAdobe = false
        while let marker = try next(&scanner) {
            let start = scanner.position
            guard let length = number(&scanner), length >= 2, start + length <= bytes.count else { break }
            switch marker {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard scanner.next() == 8, let height = number(&scanner), let width = number(&scanner),
                    let components = scanner.next(), let space = spaces[components]
                else { break }
                try SignatureImage.check(width, height)
                var dictionary = SignatureImage.dictionary(width, height, bits: 8, space: .name(space))
                dictionary["Filter"] = .name("DCTDecode")
                if components == 4, isAdobe {
                    // Adobe writes four-colour JPEGs inverted.
                    dictionary["Decode"] = .array([1, 0, 1, 0, 1, 0, 1, 0].map { .integer($0) })
                }
                return SignatureImage(width: width, height: height, stream: PDFStream(dictionary, bytes: bytes))
            case 0xEE: isAdobe = true
            default: break
            }
            scanner.position = start + length
        }
        throw PDFError(.imageUnreadable, "the JPEG has no frame that can be placed")
    }

    private static let spaces: [UInt8: PDFName] = [1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"]

    /// The next marker that has a length; `nil` where the compressed data begins or the file ends.
    private static func next(_ scanner: inout PDFScanner) throws(PDFError) -> UInt8? {
        guard scanner.next() == 0xFF else { return nil }
        while let byte = scanner.next() {
            if byte == 0xFF { continue }
            return byte == 0xD9 || byte == 0xDA || byte == 0x00 ? nil : byte
        }
        return nil
    }

    private static func number(_ scanner: inout PDFScanner) -> Int? {
        guard let high = scanner.next(), let low = scanner.next() else { return nil }
        return Int(high) << 8 | Int(low)
    }
}
