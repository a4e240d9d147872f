import CQREncode
import EIDMethod

/// A QR code as an SVG image; libqrencode computes the squares.
struct QRCode {
    /// Squares per side, and which of them are dark, row by row.
    let size: Int
    let isDark: [Bool]

    /// Encodes a text at medium error correction; `nil` when it holds NUL or does not fit a QR code.
    init?(_ text: String) {
        guard Self.fits(text), let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { QRcode_free(code) }
        let size = Int(code.pointee.width)
        guard size > 0, let data = code.pointee.data else { return nil }
        self.size = size
        isDark = UnsafeBufferPointer(start: data, count: size * size).map { $0 & 1 == 1 }
    }

    /// Whether a text can be a code: it holds no NUL, and one at medium error correction has room for it.
    static func fits(_ text: String) -> Bool { text.utf8.count <= Interaction.longestCode && !text.utf8.contains(0) }

    /// The image with its name for screen readers; attributes only, since the pages allow no inline style.
    func svg(label: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" width="240" height="240" \
        role="img" aria-label="\(HTMLText.escaped(label))" shape-rendering="crispEdges">\
        <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" stroke="#000"/></svg>
        """
    }

    /// Squares per side with the quiet zone, four on each side, which scanners need in dark mode above all.
    var side: Int { size + 8 }

    /// A line of one square's width through each run of dark squares, in bytes: many pages without a script may be drawn
    /// every second.
    var path: String {
        var text: [UInt8] = []
        text.reserveCapacity(size * size * 2)
        for y in 0..<size {
            // Where the pen is, and where the run begins that it is about to draw.
            var (pen, x) = (-1, 0)
            while x < size {
                guard isDark[y * size + x] else {
                    x += 1
                    continue
                }
                var end = x + 1
                while end < size, isDark[y * size + end] { end += 1 }
                if pen < 0 {
                    Self.append("M", x + 4, to: &text)
                    Self.append(" ", y + 4, to: &text)
                    text += [UInt8(ascii: "."), UInt8(ascii: "5")]
                } else {
                    Self.append("m", x - pen, to: &text)
                    text += [UInt8(ascii: " "), UInt8(ascii: "0")]
                }
                Self.append("h", end - x, to: &text)
                (pen, x) = (end, end)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A letter and a number below a thousand; a QR code has at most 177 squares per side.
    private static func append(_ letter: Unicode.Scalar, _ number: Int, to text: inout [UInt8]) {
        text.append(UInt8(ascii: letter))
        if number >= 100 { text.append(UInt8(0x30 + number / 100 % 10)) }
        if number >= 10 { text.append(UInt8(0x30 + number / 10 % 10)) }
        text.append(UInt8(0x30 + number % 10))
    }
}
