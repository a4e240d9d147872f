extension PDFParser {
    /// Reads a name with its `#xx` decoded (ISO 32000-1 §7.3.5), and notes one that readers do not agree about.
    mutating func name() throws(PDFError) -> PDFName {
        let start = scanner.position
        scanner.position += 1
        let first = scanner.position
        var hasEscapes = false
        while let byte = scanner.peek(), PDFCharacter.isRegular(byte) {
            if byte == UInt8(ascii: "#") { hasEscapes = true }
            // PDFium ends a name at these.
            if byte == 0x80 || byte == 0xFF { doubts.insert(.names) }
            scanner.position += 1
        }
        // Some readers cut what is longer than ISO 32000-1 table C.1 has it, and not all of them at the same place.
        if scanner.position - first > 127 { doubts.insert(.names) }
        let raw = scanner.bytes[first..<scanner.position]
        guard hasEscapes else { return PDFName(bytes: raw) }
        var source = PDFScanner(scanner.bytes, at: first, end: scanner.position)
        var decoded: [UInt8] = []
        while let byte = source.next() {
            // PDF 1.1 had no escapes: a number sign without two hexadecimal digits stands for itself, to some.
            guard byte == UInt8(ascii: "#"), let high = source.peek().flatMap(PDFCharacter.hexValue),
                let low = source.peek(1).flatMap(PDFCharacter.hexValue)
            else {
                if byte == UInt8(ascii: "#") { doubts.insert(.names) }
                decoded.append(byte)
                continue
            }
            source.position += 2
            let value = high << 4 | low
            guard value != 0 else { throw .malformed("a name has a NUL", at: start) }
            decoded.append(value)
        }
        return PDFName(bytes: decoded)
    }

    /// Reads `(…)` with nesting, escapes and line ends (ISO 32000-1 §7.3.4.2).
    mutating func literalString() throws(PDFError) -> [UInt8] {
        let start = scanner.position
        scanner.position += 1
        var open = 1
        var result: [UInt8] = []
        while let byte = scanner.next() {
            switch byte {
            case UInt8(ascii: "("):
                open += 1
                result.append(byte)
            case UInt8(ascii: ")"):
                open -= 1
                if open == 0 { return result }
                result.append(byte)
            case UInt8(ascii: "\\"):
                if let escaped = escapedByte() { result.append(escaped) }
            case 0x0D:
                // Any line end within a string means a line feed.
                if scanner.peek() == 0x0A { scanner.position += 1 }
                result.append(0x0A)
            default: result.append(byte)
            }
        }
        throw .malformed("a string does not end", at: start)
    }

    /// What follows a backslash; `nil` where the escape stands for nothing.
    private mutating func escapedByte() -> UInt8? {
        guard let byte = scanner.next() else { return nil }
        switch byte {
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case 0x0D:
            if scanner.peek() == 0x0A { scanner.position += 1 }
            return nil
        case 0x0A: return nil
        case 0x30...0x37:
            var value = Int(byte - 0x30)
            for _ in 0..<2 {
                guard let digit = scanner.peek(), (0x30...0x37).contains(digit) else { break }
                value = value * 8 + Int(digit - 0x30)
                scanner.position += 1
            }
            // High-order overflow is ignored, says the specification.
            return UInt8(truncatingIfNeeded: value)
        default: return byte
        }
    }

    /// Reads `<…>`; a missing last digit is 0 (ISO 32000-1 §7.3.4.3).
    mutating func hexString() throws(PDFError) -> [UInt8] {
        let start = scanner.position
        // A signature's value is by far the longest string of its file, so this loop touches nothing but the bytes.
        let bytes = scanner.bytes
        let end = scanner.end
        var position = start + 1
        var result: [UInt8] = []
        var high: UInt8?
        while position < end {
            let byte = bytes[position]
            position += 1
            if let value = PDFCharacter.hexValue(byte) {
                if let first = high {
                    result.append(first << 4 | value)
                    high = nil
                } else {
                    high = value
                }
            } else if byte == UInt8(ascii: ">") {
                if let high { result.append(high << 4) }
                scanner.position = position
                return result
            } else if !PDFCharacter.isWhite(byte) {
                throw .malformed("a hexadecimal string has other characters", at: position - 1)
            }
        }
        throw .malformed("a string does not end", at: start)
    }
}
