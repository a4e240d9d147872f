import EIDSignature

/// The media type of a file, by what stands in it.
enum ContentType {
    /// The declared type where the content does not contradict it, and what the content shows otherwise.
    static func of(_ bytes: [UInt8], declared: String) -> String {
        let declared = String(declared.lowercased().prefix { $0 != ";" && $0 != " " })
        let shown = shown(by: bytes)
        return fits(declared, shown) ? declared : shown
    }

    private static let beginnings: [(bytes: [UInt8], type: String)] = [
        (PDFInspection.beginning, "application/pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0x50, 0x4B, 0x03, 0x04], "application/zip"),
    ]

    private static func shown(by bytes: [UInt8]) -> String {
        if let known = beginnings.first(where: { bytes.starts(with: $0.bytes) }) { return known.type }
        // Viewers look for the beginning of a PDF in the first kilobyte, whatever stands before it.
        if bytes.prefix(1024).contains(PDFInspection.beginning) { return "application/pdf" }
        let isText = !bytes.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0C && $0 != 0x0D || $0 == 0x7F }
        return isText && String(validating: bytes, as: UTF8.self) != nil ? "text/plain" : "application/octet-stream"
    }

    /// Whether a content may be what it is declared as: formats above text or ZIP are left to their readers.
    private static func fits(_ declared: String, _ shown: String) -> Bool {
        guard isType(declared) else { return false }
        if declared == shown { return true }
        let isKnownBeginning = beginnings.contains { $0.type == declared }
        switch shown {
        case "text/plain":
            return declared.hasPrefix("text/") || declared == "application/json" || declared == "application/xml"
                || declared.hasSuffix("+json") || declared.hasSuffix("+xml")
        case "application/zip":
            return declared.hasSuffix("+zip") || declared.hasPrefix("application/vnd.")
        case "application/octet-stream":
            return !isKnownBeginning && !declared.hasPrefix("text/")
        default:
            return false
        }
    }

    /// `type/subtype` of the characters that RFC 6838 §4.2 allows, since it goes into headers and signatures.
    private static func isType(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                (1...127).contains(part.utf8.count)
                    && part.utf8.allSatisfy { byte in
                        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "!#$&-^_.+".utf8.contains(byte)
                    }
            }
    }
}
