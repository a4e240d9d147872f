import EIDPDF

/// Reads a ZIP file of which nothing may be doubtful: every byte belongs to one member, and every name stands once.
struct ZIPReader {
    /// One file inside.
    struct Member {
        let name: String
        let content: [UInt8]
    }

    let members: [Member]

    /// Where each name stands among the members.
    private let places: [[UInt8]: Int]
    private static let most = 1_024

    init(_ bytes: [UInt8], largest: Int = 256 << 20) throws(SignatureError) {
        // Comments would make the end ambiguous, so the end of the directory must be the end of the file.
        let end = bytes.count - 22
        guard end >= 0, Self.number(bytes, end, 4) == 0x0605_4B50, Self.number(bytes, end + 20, 2) == 0,
            let count = Self.number(bytes, end + 10, 2), Self.number(bytes, end + 8, 2) == count,
            let size = Self.number(bytes, end + 12, 4), let start = Self.number(bytes, end + 16, 4),
            count <= Self.most, start + size == end
        else { throw Self.malformed("its directory is not at its end") }
        var members: [Member] = []
        var places: [[UInt8]: Int] = [:]
        var position = start
        var covered = 0
        var room = largest
        for _ in 0..<count {
            let entry = try Entry(bytes, at: position)
            position = entry.next
            // A folder of its own is nothing but a name, as programs write that pack what they find.
            let path = entry.isFolder ? entry.name.utf8.dropLast() : entry.name.utf8[...]
            guard ZIPArchive.isRelativePath(Array(path)) else {
                throw Self.malformed("a name is not a relative path")
            }
            guard places.updateValue(members.count, forKey: Array(entry.name.utf8)) == nil else {
                throw Self.malformed("it has a name twice")
            }
            guard entry.offset == covered else { throw Self.malformed("it has gaps, or members that overlap") }
            let (content, behind) = try entry.content(in: bytes, limit: room)
            room -= content.count
            covered = behind
            guard !entry.isFolder || content.isEmpty else { throw Self.malformed("a folder has a content") }
            members.append(Member(name: entry.name, content: content))
        }
        guard position == end, covered == start else { throw Self.malformed("it has gaps, or members that overlap") }
        self.members = members
        self.places = places
    }

    func content(_ name: String) -> [UInt8]? { places[Array(name.utf8)].map { members[$0].content } }

    static func malformed(_ detail: String) -> SignatureError {
        SignatureError(.malformed, "the container: \(detail)")
    }

    static func number(_ bytes: [UInt8], _ position: Int, _ count: Int) -> Int? {
        guard position >= 0, count <= 4, position <= bytes.count - count else { return nil }
        return (0..<count).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
    }
}

/// One line of the directory.
private struct Entry {
    let name: String
    var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }
    let offset: Int
    let next: Int
    private let method, checksum, packed, size: Int

    init(_ bytes: [UInt8], at position: Int) throws(SignatureError) {
        func field(_ place: Int, _ count: Int) throws(SignatureError) -> Int {
            guard let value = ZIPReader.number(bytes, position + place, count) else {
                throw ZIPReader.malformed("its directory is cut off")
            }
            return value
        }
        guard try field(0, 4) == 0x0201_4B50 else { throw ZIPReader.malformed("its directory is damaged") }
        let flags = try field(8, 2)
        guard flags & 0x2041 == 0 else { throw SignatureError(.unsupported, "the container is encrypted") }
        method = try field(10, 2)
        checksum = try field(16, 4)
        packed = try field(20, 4)
        size = try field(24, 4)
        offset = try field(42, 4)
        let (nameLength, rest) = try (field(28, 2), field(30, 2) + field(32, 2))
        next = position + 46 + nameLength + rest
        guard next <= bytes.count, packed != 0xFFFF_FFFF, size != 0xFFFF_FFFF else {
            throw SignatureError(.unsupported, "the container is too large")
        }
        name = String(decoding: bytes[(position + 46)..<(position + 46 + nameLength)], as: UTF8.self)
    }

    /// The file, and where its part of the container ends; both headers must agree.
    func content(in bytes: [UInt8], limit: Int) throws(SignatureError) -> (content: [UInt8], behind: Int) {
        guard ZIPReader.number(bytes, offset, 4) == 0x0403_4B50, ZIPReader.number(bytes, offset + 8, 2) == method,
            let flags = ZIPReader.number(bytes, offset + 6, 2),
            let nameLength = ZIPReader.number(bytes, offset + 26, 2),
            let extra = ZIPReader.number(bytes, offset + 28, 2)
        else { throw ZIPReader.malformed("a member is damaged") }
        let start = offset + 30 + nameLength + extra
        guard start <= bytes.count, packed <= bytes.count - start,
            bytes[(offset + 30)..<(offset + 30 + nameLength)].elementsEqual(name.utf8)
        else { throw ZIPReader.malformed("a member is damaged") }
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

    /// Whether checksum and sizes stand at a place as they do in the directory.
    private func repeats(_ bytes: [UInt8], _ place: Int) -> Bool {
        ZIPReader.number(bytes, place, 4) == checksum && ZIPReader.number(bytes, place + 4, 4) == packed
            && ZIPReader.number(bytes, place + 8, 4) == size
    }
}
