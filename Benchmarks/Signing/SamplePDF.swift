/// PDFs of a wanted size.
enum SamplePDF {
    /// A page over some large streams, as scans are.
    static func images(of size: Int) -> [UInt8] {
        var file = Maker()
        let count = 5
        file.skeleton()
        for number in 0..<count {
            file.stream(6 + number, size / count)
        }
        return file.finished()
    }

    /// Very many small objects, as drawings and forms are.
    static func objects(of size: Int) -> [UInt8] {
        var file = Maker()
        file.skeleton()
        var number = 6
        while file.bytes.count < size {
            file.object(number, "<</Type/Annot/Subtype/Link/Rect[10 20 30 40]/Border[0 0 0]/Dest[3 0 R/XYZ 0 0 null]>>")
            number += 1
        }
        return file.finished()
    }

    private struct Maker {
        var bytes = Array("%PDF-1.7\n".utf8)
        private var offsets: [Int] = []

        mutating func write(_ text: String) { bytes += text.utf8 }

        mutating func object(_ number: Int, _ body: String) {
            offsets.append(bytes.count)
            write("\(number) 0 obj\n\(body)\nendobj\n")
        }

        mutating func skeleton() {
            object(1, "<</Type/Catalog/Pages 2 0 R>>")
            object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
            object(
                3,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            )
            object(4, "<</Length 0>>\nstream\n\nendstream")
            object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
        }

        mutating func stream(_ number: Int, _ count: Int) {
            offsets.append(bytes.count)
            write("\(number) 0 obj\n<</Length \(count)>>\nstream\n")
            var state = UInt64(number)
            bytes.reserveCapacity(bytes.count + count + 64)
            for _ in 0..<count {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(UInt8(truncatingIfNeeded: state >> 56))
            }
            write("\nendstream\nendobj\n")
        }

        mutating func finished() -> [UInt8] {
            let start = bytes.count
            write("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n")
            for offset in offsets {
                let digits = String(offset)
                write(String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n")
            }
            write("trailer\n<</Size \(offsets.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n")
            return bytes
        }
    }
}
