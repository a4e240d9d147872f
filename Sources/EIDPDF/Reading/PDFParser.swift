/// Reads objects (ISO 32000-1 §7.3), each in time linear in its length.
struct PDFParser {
    var scanner: PDFScanner
    let nesting: Int
    /// How many values may still come: a value in memory takes many times the space of one in the file.
    private var values: Int
    /// What readers do not agree about in what was read.
    var doubts: PDFDoubts = []

    init(_ bytes: [UInt8], at position: Int = 0, end: Int? = nil, limits: PDFLimits) {
        scanner = PDFScanner(bytes, at: position, end: end)
        nesting = limits.nesting
        values = limits.values
    }

    /// Reads the object that stands here.
    ///
    /// Streams are read by `PDFIndirectObject`, since they need a length.
    mutating func object(depth: Int = 0) throws(PDFError) -> PDFObject {
        values -= 1
        guard values >= 0 else { throw .tooLarge("an object has too many values") }
        scanner.skipBlank()
        guard let byte = scanner.peek() else { throw .malformed("an object is missing", at: scanner.position) }
        switch byte {
        case UInt8(ascii: "/"): return .name(try name())
        case UInt8(ascii: "("): return .string(try literalString())
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "<"):
            if scanner.peek(1) == UInt8(ascii: "<") { return .dictionary(try dictionary(depth: depth)) }
            return .string(try hexString())
        case 0x30...0x39: return try referenceOrNumber()
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): return try number()
        default: return try keyword()
        }
    }

    /// Reads a dictionary, from `<<` to `>>`.
    mutating func dictionary(depth: Int = 0) throws(PDFError) -> PDFDictionary {
        guard scanner.take("<<") else { throw .malformed("a dictionary is missing", at: scanner.position) }
        let below = try deeper(depth)
        var entries: [PDFDictionary.Entry] = []
        entries.reserveCapacity(4)
        var keys: Set<PDFName> = []
        var doubled: [PDFDictionary.Entry] = []
        while true {
            scanner.skipBlank()
            if scanner.take(">>") { break }
            guard scanner.peek() == UInt8(ascii: "/") else {
                throw .malformed("a dictionary's key is no name", at: scanner.position)
            }
            let key = try name()
            let value = try object(depth: below)
            if entries.count < 24 {
                if entries.contains(where: { $0.key == key }) { doubled.append(.init(key: key, value: value)) }
            } else {
                // A set for large ones only: looking through a list for each key would take quadratic time.
                if keys.isEmpty { keys = Set(entries.map(\.key)) }
                if !keys.insert(key).inserted { doubled.append(.init(key: key, value: value)) }
            }
            entries.append(PDFDictionary.Entry(key: key, value: value))
        }
        compare(doubled, entries)
        return PDFDictionary(entries: entries, hasDuplicateKeys: !doubled.isEmpty)
    }

    /// Notes keys that stand twice with different values: some readers take the first, and others the last.
    private mutating func compare(_ doubled: [PDFDictionary.Entry], _ entries: [PDFDictionary.Entry]) {
        // Looking through a list for each key takes quadratic time, and no honest dictionary has more.
        if doubled.count > 64 { doubts.insert(.names) }
        for entry in doubled.prefix(64) {
            guard let first = entries.first(where: { $0.key == entry.key }), first.value != entry.value else {
                continue
            }
            doubts.insert(first.value.string != nil && entry.value.string != nil ? .texts : .names)
        }
    }

    private mutating func array(depth: Int) throws(PDFError) -> PDFObject {
        scanner.position += 1
        let below = try deeper(depth)
        var elements: [PDFObject] = []
        elements.reserveCapacity(4)
        while true {
            scanner.skipBlank()
            if scanner.peek() == UInt8(ascii: "]") { break }
            elements.append(try object(depth: below))
        }
        scanner.position += 1
        return .array(elements)
    }

    private func deeper(_ depth: Int) throws(PDFError) -> Int {
        guard depth < nesting else { throw .tooLarge("objects are nested too deeply") }
        return depth + 1
    }

    private mutating func keyword() throws(PDFError) -> PDFObject {
        if scanner.takeKeyword("null") { return .null }
        if scanner.takeKeyword("true") { return .boolean(true) }
        if scanner.takeKeyword("false") { return .boolean(false) }
        throw .malformed("an unknown word stands for an object", at: scanner.position)
    }

    /// `12 0 R`, or the number 12.
    ///
    /// Looks at most two tokens ahead, so each byte is read at most three times.
    private mutating func referenceOrNumber() throws(PDFError) -> PDFObject {
        let start = scanner.position
        if let number = scanner.takeWholeNumber(), number > 0 {
            let afterNumber = scanner.position
            scanner.skipBlank()
            if scanner.position > afterNumber, let generation = scanner.takeWholeNumber(), generation <= 65_535 {
                let afterGeneration = scanner.position
                scanner.skipBlank()
                if scanner.position > afterGeneration, scanner.takeKeyword("R") {
                    guard number <= PDFReference.highestNumber else {
                        throw .malformed("a reference has a number that not all readers can hold", at: start)
                    }
                    return .reference(PDFReference(number, generation: generation))
                }
            }
        }
        scanner.position = start
        return try number()
    }

    private mutating func number() throws(PDFError) -> PDFObject {
        let start = scanner.position
        var isReal = false
        var digits = 0
        // Below zero, where there is room for one more; `nil` once it does not fit. A text for each would cost a tenth.
        var negative: Int? = 0
        let isPositive = scanner.peek() != UInt8(ascii: "-")
        if !isPositive || scanner.peek() == UInt8(ascii: "+") { scanner.position += 1 }
        while let byte = scanner.peek(), PDFCharacter.isRegular(byte) {
            if PDFCharacter.isDigit(byte) {
                digits += 1
                negative = negative.flatMap { Self.appending(byte, to: $0) }
            } else if byte == UInt8(ascii: "."), !isReal {
                isReal = true
            } else {
                throw .malformed("a number has other characters", at: scanner.position)
            }
            scanner.position += 1
        }
        guard digits > 0, scanner.position - start <= 64 else { throw .malformed("a number is unreadable", at: start) }
        if !isReal, let negative, !isPositive || negative != .min { return .integer(isPositive ? -negative : negative) }
        return .real(PDFReal(literal: String(decoding: scanner.bytes[start..<scanner.position], as: UTF8.self)))
    }

    /// A number below zero with one digit more; `nil` where it does not fit.
    private static func appending(_ digit: UInt8, to value: Int) -> Int? {
        let (tenfold, isTooSmall) = value.multipliedReportingOverflow(by: 10)
        let (sum, isTooSmallNow) = tenfold.subtractingReportingOverflow(Int(digit) - Int(UInt8(ascii: "0")))
        return isTooSmall || isTooSmallNow ? nil : sum
    }
}
