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

    /// The most that members have together in any container, unfolded.
    static let mostRoom = 256 << 20

    /// How many bytes the members may have together, unfolded: a file of a few kilobytes could bring hundreds of megabytes.
    static func room(for size: Int) -> Int { min(mostRoom, max(64 << 20, 50 * size)) }

    init(_ bytes: [UInt8]) throws(SignatureError) {
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
        var room = Self.room(for: bytes.count)
        for _ in 0..<count {
            let entry = try ZIPEntry(bytes, at: position)
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
