import CQREncode

/// A QR code as an SVG image; libqrencode computes the squares.
struct QRCode {
    /// Squares per side, and which of them are dark, row by row.
    let size: Int
    let isDark: [Bool]

    /// Encodes a text at medium error correction; `nil` when it holds NUL or does not fit a QR code.
    init?(_ text: String) {
        guard !text.utf8.contains(0), text.utf8.count <= 1500,
            let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { QRcode_free(code) }
        let size = Int(code.pointee.width)
        guard size > 0, let data = code.pointee.data else { return nil }
        self.size = size
        isDark = UnsafeBufferPointer(start: data, count: size * size).map { $0 & 1 == 1 }
    }

    /// The image with its name for screen readers; attributes only, since the pages allow no inline style.
    func svg(label: String) -> String {
        // Four squares of quiet zone, which scanners need in dark mode above all.
        let side = size + 8
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                var run = 0
                while x + run < size, isDark[y * size + x + run] { run += 1 }
                if run > 0 { path += "M\(x + 4) \(y + 4)h\(run)v1h-\(run)z" }
                x += max(run, 1)
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" width="240" height="240" \
            role="img" aria-label="\(HTMLText.escaped(label))" shape-rendering="crispEdges">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
            """
    }
}
