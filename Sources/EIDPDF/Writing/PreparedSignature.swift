/// A finished file in which only the value of one signature is still zeros.
public struct PreparedSignature: Sendable, Equatable {
    /// The whole file.
    public private(set) var bytes: [UInt8]
    /// Where the signature goes, from `<` to behind `>`.
    public let contentsRange: Range<Int>

    init(bytes: [UInt8], contentsRange: Range<Int>) {
        self.bytes = bytes
        self.contentsRange = contentsRange
    }

    /// A prepared file that was stored meanwhile; refused unless zeros stand in that place.
    public init(restoring bytes: [UInt8], contentsRange: Range<Int>) throws(PDFError) {
        guard contentsRange.lowerBound > 0, contentsRange.upperBound < bytes.count, contentsRange.count >= 4,
            contentsRange.count % 2 == 0, bytes[contentsRange.lowerBound] == UInt8(ascii: "<"),
            bytes[contentsRange.upperBound - 1] == UInt8(ascii: ">"),
            bytes[contentsRange.dropFirst().dropLast()].allSatisfy({ $0 == UInt8(ascii: "0") })
        else { throw PDFError(.misuse, "the file has no room for a signature in that place") }
        self.init(bytes: bytes, contentsRange: contentsRange)
    }

    /// The four numbers of `ByteRange`.
    public var byteRange: [Int] {
        [0, contentsRange.lowerBound, contentsRange.upperBound, bytes.count - contentsRange.upperBound]
    }

    /// The two parts of the file that are hashed, one after the other.
    public var digestInput: [Range<Int>] {
        [0..<contentsRange.lowerBound, contentsRange.upperBound..<bytes.count]
    }

    /// How many bytes the signature may have.
    public var reservedBytes: Int { (contentsRange.count - 2) / 2 }

    /// The file with its signature; bytes that are not needed stay zero.
    public consuming func embedding(_ signature: [UInt8]) throws(PDFError) -> [UInt8] {
        guard !signature.isEmpty else { throw PDFError(.misuse, "the signature is empty") }
        guard signature.count <= reservedBytes else {
            throw PDFError(
                .placeholderTooSmall,
                "the signature needs \(signature.count) bytes, reserved are \(reservedBytes)"
            )
        }
        var place = contentsRange.lowerBound + 1
        // Taken over, so that a large file is not copied once more.
        var file = consume self
        for byte in signature {
            file.bytes[place] = PDFWriter.hexDigits[Int(byte >> 4)]
            file.bytes[place + 1] = PDFWriter.hexDigits[Int(byte & 15)]
            place += 2
        }
        return file.bytes
    }
}
