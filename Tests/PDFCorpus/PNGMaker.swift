/// Small PNG files of every kind that signatures are drawn with.
public enum PNGMaker {
    /// A PNG with 8 bits per sample; `rows` are samples without filter bytes, all rows of one length.
    ///
    /// Check sums are zero: readers of our kind pass over them.
    public static func png(
        kind: UInt8,
        width: Int,
        rows: [[UInt8]],
        palette: [UInt8] = [],
        transparency: [UInt8] = [],
        interlaced: Bool = false,
        bits: UInt8 = 8
    ) -> [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file += chunk("IHDR", number(width) + number(rows.count) + [bits, kind, 0, 0, interlaced ? 1 : 0])
        if !palette.isEmpty { file += chunk("PLTE", palette) }
        if !transparency.isEmpty { file += chunk("tRNS", transparency) }
        let data = Flate.deflate(Flate.upFiltered(rows))
        file += chunk("IDAT", Array(data.prefix(5))) + chunk("IDAT", Array(data.dropFirst(5)))
        return file + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        number(data.count) + Array(name.utf8) + data + [0, 0, 0, 0]
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
