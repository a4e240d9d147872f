/// How a document is to be taken, and under which name (RFC 6266).
struct ContentDisposition: Sendable, Hashable {
    /// Saved or shown.
    enum Kind: String, Sendable {
        case attachment, inline
    }

    let kind: Kind
    /// The file's name, without any folder.
    let name: String?

    init(kind: Kind, name: String?) {
        self.kind = kind
        self.name = name
    }

    /// The field: the name once in ASCII for old readers and once as it is (RFC 8187).
    ///
    /// Whatever the name holds, nothing of it gets beyond its place in the header.
    var text: String {
        let name = Self.harmless(name ?? "")
        let plain = name.unicodeScalars.map { scalar in
            scalar.isASCII && scalar != "\"" && scalar != "\\" && scalar != "%" ? Character(scalar) : "_"
        }
        return "\(kind.rawValue); filename=\"\(String(plain))\"; filename*=UTF-8''\(Self.percentEncoded(name))"
    }

    /// Without control characters, without those that turn the direction of text (`gpj.exe` shown as `exe.jpg`), without
    /// folders, and no longer than file systems take.
    private static func harmless(_ name: String) -> String {
        var result = ""
        for scalar in name.unicodeScalars where !isHidden(scalar) {
            let next = scalar == "/" || scalar == "\\" || scalar == ":" ? "_" : scalar
            guard result.utf8.count + String(next).utf8.count <= 200 else { break }
            result.unicodeScalars.append(next)
        }
        // A leading dot hides a file.
        let visible = String(String.UnicodeScalarView(result.unicodeScalars.drop { $0 == "." || $0 == " " }))
        return visible.isEmpty ? "document" : visible
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }

    private static func percentEncoded(_ name: String) -> String {
        var result = ""
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
