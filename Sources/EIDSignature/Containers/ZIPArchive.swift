/// A ZIP file whose members are stored as they are: what ASiC needs, and no compression to be wrong about.
public struct ZIPArchive: Sendable {
    private var members: [Member] = []

    private struct Member: Sendable {
        let name: [UInt8]
        let content: [UInt8]
        let checksum: UInt32
    }

    /// An empty archive.
    public init() {}

    /// Adds a file; names are relative, use `/`, and stand in the archive once.
    public mutating func add(_ name: String, _ content: [UInt8]) throws(SignatureError) {
        let bytes = Array(name.utf8)
        guard Self.isRelativePath(bytes) else {
            throw SignatureError(.malformed, "a name in the container is not a relative path")
        }
        guard !members.contains(where: { $0.name == bytes }), members.count < 0xFFFE else {
            throw SignatureError(.malformed, "a name stands in the container twice, or there are too many")
        }
        members.append(Member(name: bytes, content: content, checksum: CRC32.checksum(content)))
    }

    /// Whether a name leads nowhere but into the folder where the archive is unpacked, whoever unpacks it.
    static func isRelativePath(_ name: [UInt8]) -> Bool {
        let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return name.count < 1024 && name.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
            && parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
    }

    /// The whole file; without ZIP64, so everything together stays below 4 GiB.
    public func bytes() throws(SignatureError) -> [UInt8] {
        let size = members.reduce(22) { $0 + $1.content.count + 2 * $1.name.count + 76 }
        guard size <= Int(UInt32.max) else { throw SignatureError(.unsupported, "the container is too large") }
        var file: [UInt8] = []
        file.reserveCapacity(size)
        var directory: [UInt8] = []
        for member in members {
            let offset = UInt32(file.count)
            file += Self.number(UInt32(0x0403_4B50)) + Self.description(member) + member.name + member.content
            directory += Self.number(UInt32(0x0201_4B50)) + Self.number(UInt16(20)) + Self.description(member)
            // No comment, first disk, no attributes.
            directory += [UInt8](repeating: 0, count: 10) + Self.number(offset) + member.name
        }
        let start = UInt32(file.count)
        let count = UInt16(members.count)
        file += directory + Self.number(UInt32(0x0605_4B50)) + Self.number(UInt32(0)) + Self.number(count)
        file += Self.number(count) + Self.number(UInt32(directory.count)) + Self.number(start) + [0, 0]
        return file
    }

    /// What both headers share: version, UTF-8 names, stored, the first day of DOS, checksum, sizes, length of the name.
    private static func description(_ member: Member) -> [UInt8] {
        let size = number(UInt32(member.content.count))
        return number(UInt16(20)) + number(UInt16(0x0800)) + number(UInt16(0)) + number(UInt16(0))
            + number(UInt16(0x21))
            + number(member.checksum) + size + size + number(UInt16(member.name.count)) + number(UInt16(0))
    }

    private static func number(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}
