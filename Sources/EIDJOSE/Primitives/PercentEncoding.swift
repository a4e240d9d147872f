/// Percent-encoding of everything but unreserved characters (RFC 3986 §2.3): right in a query, a form, and a part of a path.
package enum PercentEncoding {
    /// A text as it may stand anywhere in a URL; `kept` is one more byte that stands for itself, such as the slash of a path.
    package static func escaped(_ text: String, keeping kept: UInt8? = nil) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        escape(text, into: &bytes, keeping: kept)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same, behind what is there already.
    package static func escape(_ text: String, into bytes: inout [UInt8], keeping kept: UInt8? = nil) {
        var text = text
        text.withUTF8 { utf8 in
            for byte in utf8 {
                if isUnreserved(byte) || byte == kept {
                    bytes.append(byte)
                } else {
                    bytes.append(UInt8(ascii: "%"))
                    bytes.append(digit(byte >> 4))
                    bytes.append(digit(byte & 15))
                }
            }
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
    }
}
