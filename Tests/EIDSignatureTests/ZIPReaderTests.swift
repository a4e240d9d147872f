import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Members whose sizes stand behind them, as programs write that do not know them before.
@Suite("A container's member with a descriptor") struct ZIPReaderTests {
    private let content: [UInt8] = Array("hello".utf8)

    private func number(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    private var sizes: [UInt8] {
        number(CRC32.checksum(content)) + number(UInt32(content.count)) + number(UInt32(content.count))
    }

    /// A file with one member, after whose content the given bytes stand.
    private func file(
        named title: String = "a",
        header: [UInt8] = [UInt8](repeating: 0, count: 12),
        descriptor: [UInt8]
    ) -> [UInt8] {
        // Version, the flag, stored, the first day of DOS.
        let common =
            number(UInt16(20)) + number(UInt16(8)) + number(UInt16(0)) + number(UInt16(0)) + number(UInt16(0x21))
        let name = number(UInt16(title.utf8.count)) + number(UInt16(0))
        var file = number(UInt32(0x0403_4B50)) + common + header + name + Array(title.utf8) + content + descriptor
        let start = UInt32(file.count)
        file += number(UInt32(0x0201_4B50)) + number(UInt16(20)) + common + sizes + name
        file += [UInt8](repeating: 0, count: 14) + Array(title.utf8)
        let size = UInt32(file.count) - start
        file += number(UInt32(0x0605_4B50)) + number(UInt32(0)) + number(UInt16(1)) + number(UInt16(1))
        return file + number(size) + number(start) + [0, 0]
    }

    private var mark: [UInt8] { number(UInt32(0x0807_4B50)) }

    @Test("is read, with a mark or without") func read() throws {
        for descriptor in [sizes, mark + sizes] {
            #expect(try ZIPReader(file(descriptor: descriptor)).content("a") == content)
            #expect(try ZIPReader(file(header: sizes, descriptor: descriptor)).content("a") == content)
        }
    }

    @Test(
        "is refused with a name that leads elsewhere, or differs from one unpacker to the next",
        arguments: [
            "", "/a", "../a", "META-INF/../a", #"META-INF\..\a"#, "a/", "a//", "/", "../", "a//b", "./a", "a/.",
            "a\u{0}b", "a\nb",
            "a\u{7F}",
        ]
    )
    func otherNames(name: String) {
        #expect(throws: refusal(.malformed)) { try ZIPReader(file(named: name, descriptor: sizes)) }
    }

    @Test("is refused when the descriptor says something else", arguments: [0, 4, 8]) func otherDescriptor(_ place: Int)
    {
        var other = sizes
        other[place] ^= 1
        for descriptor in [other, mark + other, [], mark] {
            #expect(throws: refusal(.malformed)) { try ZIPReader(file(descriptor: descriptor)) }
        }
    }

    @Test("is refused when the header says something else", arguments: [0, 4, 8]) func otherHeader(_ place: Int) {
        var header = [UInt8](repeating: 0, count: 12)
        header[place] = 1
        #expect(throws: refusal(.malformed)) { try ZIPReader(file(header: header, descriptor: mark + sizes)) }
    }
}
