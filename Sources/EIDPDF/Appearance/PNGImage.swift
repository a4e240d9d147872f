/// Reads a PNG and writes its colours and its transparency as two images, as PDF wants them.
struct PNGImage {
    private var width = 0
    private var height = 0
    private var bits = 0
    private var kind: UInt8 = 0
    private var palette: [UInt8] = []
    private var transparency: [UInt8] = []
    private var data: [UInt8] = []

    static func read(_ bytes: [UInt8]) throws(PDFError) -> SignatureImage {
        var image = PNGImage()
        try image.readChunks(bytes)
        return try image.converted()
    }

    private mutating func readChunks(_ bytes: [UInt8]) throws(PDFError) {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
            throw PDFError(.imageUnreadable, "the image is neither a JPEG nor a PNG")
        }
        var scanner = PDFScanner(bytes, at: 8)
        while let length = Self.number(&scanner) {
            let kind = bytes[scanner.position..<min(scanner.position + 4, scanner.end)]
            let start = scanner.position + 4
            guard kind.count == 4, length <= scanner.end - start else { break }
            let chunk = bytes[start..<(start + length)]
            switch String(decoding: kind, as: UTF8.self) {
            case "IHDR": try readHeader(Array(chunk))
            case "PLTE": palette = Array(chunk)
            case "tRNS": transparency = Array(chunk)
            case "IDAT": data.append(contentsOf: chunk)
            case "IEND": return
            default: break
            }
            scanner.position = min(start + length + 4, scanner.end)
        }
        throw PDFError(.imageUnreadable, "the PNG is cut off")
    }

    private mutating func readHeader(_ chunk: [UInt8]) throws(PDFError) {
        var scanner = PDFScanner(chunk)
        guard chunk.count == 13, let width = Self.number(&scanner), let height = Self.number(&scanner) else {
            throw PDFError(.imageUnreadable, "the PNG has no header")
        }
        try SignatureImage.check(width, height)
        (self.width, self.height, bits, kind) = (width, height, Int(chunk[8]), chunk[9])
        guard chunk[12] == 0 else { throw PDFError(.imageUnreadable, "interlaced PNGs are not supported") }
        // Images of other depths are rare; 8 bits is what scanners and drawing programs write.
        guard bits == 8 else { throw PDFError(.imageUnreadable, "only PNGs with 8 bits per sample are supported") }
    }

    private func converted() throws(PDFError) -> SignatureImage {
        let samples: [UInt8: Int] = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4]
        guard let count = samples[kind], width > 0 else {
            throw PDFError(.imageUnreadable, "the PNG has no known colours")
        }
        let rows: [UInt8]
        do throws(PDFError) {
            let predictor = try PNGPredictor(colors: count, bitsPerComponent: 8, columns: width)
            rows = try predictor.undo(try Inflation.inflate(data[...], limit: (predictor.bytesPerRow + 1) * height))
        } catch { throw PDFError(.imageUnreadable, "the PNG's pixels are damaged: \(error.detail)") }
        guard rows.count == width * height * count else { throw PDFError(.imageUnreadable, "the PNG lacks pixels") }
        switch kind {
        case 0: return image(rows, space: .name("DeviceGray"))
        case 2: return image(rows, space: .name("DeviceRGB"))
        case 3: return try indexed(rows)
        default: return split(rows, samples: count)
        }
    }

    private func image(_ colours: [UInt8], space: PDFObject, mask: [UInt8]? = nil) -> SignatureImage {
        func stream(_ pixels: [UInt8], _ space: PDFObject) -> PDFStream {
            var dictionary = SignatureImage.dictionary(width, height, bits: 8, space: space)
            guard let deflated = Deflation.deflate(pixels) else { return PDFStream(dictionary, bytes: pixels) }
            dictionary["Filter"] = .name("FlateDecode")
            return PDFStream(dictionary, bytes: deflated)
        }
        return SignatureImage(
            width: width,
            height: height,
            stream: stream(colours, space),
            mask: mask.map { stream($0, .name("DeviceGray")) }
        )
    }

    private func indexed(_ rows: [UInt8]) throws(PDFError) -> SignatureImage {
        let colours = palette.count / 3
        guard colours > 0, colours <= 256, palette.count % 3 == 0, rows.allSatisfy({ Int($0) < colours }) else {
            throw PDFError(.imageUnreadable, "the PNG's palette is too small")
        }
        let space = PDFObject.array([
            .name("Indexed"), .name("DeviceRGB"), .integer(colours - 1), .string(palette),
        ])
        guard !transparency.isEmpty else { return image(rows, space: space) }
        return image(
            rows,
            space: space,
            mask: rows.map { Int($0) < transparency.count ? transparency[Int($0)] : 255 }
        )
    }

    private func split(_ rows: [UInt8], samples: Int) -> SignatureImage {
        var colours: [UInt8] = []
        var mask: [UInt8] = []
        colours.reserveCapacity(rows.count)
        mask.reserveCapacity(rows.count / samples)
        for (index, sample) in rows.enumerated() {
            if index % samples == samples - 1 { mask.append(sample) } else { colours.append(sample) }
        }
        return image(colours, space: .name(samples == 2 ? "DeviceGray" : "DeviceRGB"), mask: mask)
    }

    private static func number(_ scanner: inout PDFScanner) -> Int? {
        var value = 0
        for _ in 0..<4 {
            guard let byte = scanner.next() else { return nil }
            value = value << 8 | Int(byte)
        }
        return value
    }
}
