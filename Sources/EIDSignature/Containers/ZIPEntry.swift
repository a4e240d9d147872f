import EIDPDF

/// One line of the directory.
struct ZIPEntry {
    let name: String
    var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }
    let offset: Int
    let next: Int
    private let flags, method, checksum, packed, size: Int

    init(_ bytes: [UInt8], at position: Int) throws(SignatureError) {
        func field(_ place: Int, _ count: Int) throws(SignatureError) -> Int {
            guard let value = ZIPReader.number(bytes, position + place, count) else {
                throw ZIPReader.malformed("its directory is cut off")
            }
            return value
        }
        guard try field(0, 4) == 0x0201_4B50 else { throw ZIPReader.malformed("its directory is damaged") }
        flags = try field(8, 2)
        guard flags & 0x2041 == 0 else { throw SignatureError(.unsupported, "the container is encrypted") }
        method = try field(10, 2)
        checksum = try field(16, 4)
        packed = try field(20, 4)
        size = try field(24, 4)
        offset = try field(42, 4)
        let (nameLength, extra, comment) = try (field(28, 2), field(30, 2), field(32, 2))
        next = position + 46 + nameLength + extra + comment
        guard next <= bytes.count, packed != 0xFFFF_FFFF, size != 0xFFFF_FFFF else {
            throw SignatureError(.unsupported, "the container is too large")
        }
        let title = bytes[(position + 46)..<(position + 46 + nameLength)]
        name = String(decoding: title, as: UTF8.self)
        // Without the flag, a name beyond ASCII is in whatever code page its reader likes (APPNOTE appendix D).
        guard flags & Self.saysUTF8 != 0 || title.allSatisfy({ $0 < 0x80 }) else {
            throw ZIPReader.malformed("a name is not said to be UTF-8")
        }
        try Self.checkExtra(bytes[title.endIndex..<(title.endIndex + extra)])
    }

    /// The file, and where its part of the container ends; both headers must agree.
    func content(in bytes: [UInt8], limit: Int) throws(SignatureError) -> (content: [UInt8], behind: Int) {
        guard ZIPReader.number(bytes, offset, 4) == 0x0403_4B50, ZIPReader.number(bytes, offset + 8, 2) == method,
            ZIPReader.number(bytes, offset + 6, 2) == flags,
            let nameLength = ZIPReader.number(bytes, offset + 26, 2),
            let extra = ZIPReader.number(bytes, offset + 28, 2)
        else { throw ZIPReader.malformed("a member is damaged") }
        let start = offset + 30 + nameLength + extra
        guard start <= bytes.count, packed <= bytes.count - start,
            bytes[(offset + 30)..<(offset + 30 + nameLength)].elementsEqual(name.utf8)
        else { throw ZIPReader.malformed("a member is damaged") }
        try Self.checkExtra(bytes[(start - extra)..<start])
        let raw = bytes[start..<(start + packed)]
        guard size <= limit else { throw ZIPReader.malformed("it unfolds to more than the limit") }
        let content: [UInt8]
        switch method {
        case 0: content = Array(raw)
        case 8:
            do throws(PDFError) { content = try Inflation.inflate(raw, limit: limit, isRaw: true) } catch {
                throw ZIPReader.malformed(error.detail)
            }
        default: throw SignatureError(.unsupported, "a member of the container is packed in an unknown way")
        }
        guard content.count == size, Int(CRC32.checksum(content)) == checksum else {
            throw ZIPReader.malformed("a member is damaged")
        }
        let behind = start + packed
        guard flags & 8 != 0 else {
            guard repeats(bytes, offset + 14) else { throw ZIPReader.malformed("its headers do not agree") }
            return (content, behind)
        }
        // A descriptor behind the data has the sizes that were not known before it, where the header has zeros.
        let isOpen = bytes[(offset + 14)..<(offset + 26)].allSatisfy { $0 == 0 }
        let descriptor = ZIPReader.number(bytes, behind, 4) == 0x0807_4B50 ? behind + 4 : behind
        guard isOpen || repeats(bytes, offset + 14), repeats(bytes, descriptor) else {
            throw ZIPReader.malformed("its headers do not agree")
        }
        return (content, descriptor + 12)
    }

    private static let saysUTF8 = 0x0800

    /// Refuses extra fields that are cut off, or give the member another name than the one that is signed: Info-ZIP's Unicode
    /// Path, by which unpackers go (APPNOTE §4.6.9).
    private static func checkExtra(_ fields: ArraySlice<UInt8>) throws(SignatureError) {
        let fields = Array(fields)
        var position = 0
        while position < fields.count {
            guard let id = ZIPReader.number(fields, position, 2), let size = ZIPReader.number(fields, position + 2, 2),
                size <= fields.count - position - 4
            else { throw ZIPReader.malformed("an extra field is cut off") }
            guard id != 0x7075 else { throw ZIPReader.malformed("a member has a second name") }
            position += 4 + size
        }
    }

    /// Whether checksum and sizes stand at a place as they do in the directory.
    private func repeats(_ bytes: [UInt8], _ place: Int) -> Bool {
        ZIPReader.number(bytes, place, 4) == checksum && ZIPReader.number(bytes, place + 4, 4) == packed
            && ZIPReader.number(bytes, place + 8, 4) == size
    }
}
