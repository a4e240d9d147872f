/// Writes objects in the plainest form that every reader takes.
struct PDFWriter {
    private(set) var bytes: [UInt8] = []
    /// How many bytes of the file stand before these.
    private let base: Int

    init(behind base: Int = 0) { self.base = base }

    /// The place in the file.
    var position: Int { base + bytes.count }

    mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func write(_ raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Writes digits over a place that was kept free for them.
    mutating func overwrite(_ range: Range<Int>, with text: String) {
        var place = range.lowerBound - base
        let end = range.upperBound - base
        for byte in text.utf8 where place < end {
            bytes[place] = byte
            place += 1
        }
        while place < end {
            bytes[place] = UInt8(ascii: " ")
            place += 1
        }
    }

    /// Writes a direct object; `contents` gives the bytes of streams.
    mutating func write(_ object: PDFObject, contents: (PDFStream) throws(PDFError) -> [UInt8]) throws(PDFError) {
        switch object {
        case .null: write("null")
        case .boolean(let value): write(value ? "true" : "false")
        case .integer(let value): write(String(value))
        case .real(let value): write(value.literal)
        case .string(let value): write(string: value)
        case .name(let value): write(name: value)
        case .reference(let value): write("\(value.number) \(value.generation) R")
        case .array(let elements):
            write("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { write(" ") }
                try write(element, contents: contents)
            }
            write("]")
        case .dictionary(let dictionary): try write(dictionary, contents: contents)
        case .stream(let stream):
            let data = try contents(stream)
            var dictionary = stream.dictionary
            dictionary["Length"] = .integer(data.count)
            try write(dictionary, contents: contents)
            write("\nstream\n")
            write(data)
            write("\nendstream")
        }
    }

    private mutating func write(
        _ dictionary: PDFDictionary,
        contents: (PDFStream) throws(PDFError) -> [UInt8]
    ) throws(PDFError) {
        write("<<")
        for entry in dictionary.entries {
            write(name: entry.key)
            write(" ")
            try write(entry.value, contents: contents)
        }
        write(">>")
    }

    mutating func write(name: PDFName) {
        write("/")
        for byte in name.bytes {
            if byte > 0x20, byte < 0x7F, PDFCharacter.isRegular(byte), byte != UInt8(ascii: "#") {
                bytes.append(byte)
            } else {
                write("#")
                write(hex: CollectionOfOne(byte))
            }
        }
    }

    /// Readable text as a literal, everything else in hexadecimal.
    mutating func write(string: [UInt8]) {
        guard string.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            write("<")
            write(hex: string)
            write(">")
            return
        }
        write("(")
        for byte in string {
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\") { write("\\") }
            bytes.append(byte)
        }
        write(")")
    }

    mutating func write(hex data: some Collection<UInt8>) {
        for byte in data {
            bytes.append(Self.hexDigits[Int(byte >> 4)])
            bytes.append(Self.hexDigits[Int(byte & 15)])
        }
    }

    static let hexDigits = Array("0123456789ABCDEF".utf8)

    /// A number with leading zeros.
    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
