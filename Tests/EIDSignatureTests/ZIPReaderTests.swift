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
        descriptor: [UInt8],
        flags: (UInt16, UInt16) = (8, 8),
        extras: ([UInt8], [UInt8]) = ([], [])
    ) -> [UInt8] {
        // Version, the flags, stored, the first day of DOS.
        func common(_ flags: UInt16) -> [UInt8] {
            number(UInt16(20)) + number(flags) + number(UInt16(0)) + number(UInt16(0)) + number(UInt16(0x21))
        }
        func name(_ extra: [UInt8]) -> [UInt8] { number(UInt16(title.utf8.count)) + number(UInt16(extra.count)) }
        var file = number(UInt32(0x0403_4B50)) + common(flags.0) + header + name(extras.0) + Array(title.utf8)
        file += extras.0 + content + descriptor
        let start = UInt32(file.count)
        file += number(UInt32(0x0201_4B50)) + number(UInt16(20)) + common(flags.1) + sizes + name(extras.1)
        file += [UInt8](repeating: 0, count: 14) + Array(title.utf8) + extras.1
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

    @Test("is refused when a small file unfolds to very much") func bomb() throws {
        func detail(_ size: UInt32) -> String {
            var bytes = file(descriptor: sizes)
            // Behind signature, versions, flags, method, time, date, checksum and packed size of the directory.
            let place = bytes.count - 22 - 47 + 24
            bytes.replaceSubrange(place..<place + 4, with: number(size))
            do throws(SignatureError) {
                _ = try ZIPReader(bytes)
                return ""
            } catch { return error.detail }
        }
        #expect(detail(64 << 20 + 1).contains("unfolds to more than the limit"))
        #expect(detail(64 << 20).contains("damaged"), "which is found once it is unfolded")
        #expect(ZIPReader.room(for: 1 << 20) == 64 << 20 && ZIPReader.room(for: 100 << 20) == 256 << 20)
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

    // MARK: Names

    /// An extra field (APPNOTE §4.5).
    private func extra(_ id: UInt16, _ content: [UInt8]) -> [UInt8] {
        number(id) + number(UInt16(content.count)) + content
    }

    /// Info-ZIP's other name, which unpackers believe where the checksum is that of the name in the header.
    private var secondName: [UInt8] {
        extra(0x7075, [1] + number(CRC32.checksum(Array("a".utf8))) + Array("b".utf8))
    }

    @Test("is refused with another name in either header") func otherName() {
        for extras in [(secondName, []), ([], secondName), (extra(0x5455, [0]) + secondName, [])]
            as [([UInt8], [UInt8])]
        {
            #expect(throws: refusal(.malformed)) { try ZIPReader(file(descriptor: sizes, extras: extras)) }
        }
    }

    @Test("is read with a time beside its name") func time() throws {
        let times = (extra(0x5455, [1, 0, 0, 0, 0]), extra(0x5455, [1, 0, 0, 0, 0]) + extra(0x7875, [1]))
        #expect(try ZIPReader(file(descriptor: sizes, extras: times)).content("a") == content)
    }

    @Test(
        "is refused with extra fields that are cut off",
        arguments: [[1], [1, 2, 3], [1, 2, 1, 0], [1, 2, 255, 255]]
    )
    func cutOff(field: [UInt8]) {
        for extras in [(field, []), ([], field)] as [([UInt8], [UInt8])] {
            #expect(throws: refusal(.malformed)) { try ZIPReader(file(descriptor: sizes, extras: extras)) }
        }
    }

    @Test("is refused when its headers have different flags") func otherFlags() {
        for flags in [(0x0808, 8), (8, 0x0808), (8, 0), (8, 10)] as [(UInt16, UInt16)] {
            #expect(throws: refusal(.malformed)) { try ZIPReader(file(descriptor: sizes, flags: flags)) }
        }
    }

    @Test("is refused with a name beyond ASCII that is not said to be UTF-8") func unknownCharacters() throws {
        #expect(throws: refusal(.malformed)) { try ZIPReader(file(named: "é", descriptor: sizes)) }
        let said = file(named: "é", descriptor: sizes, flags: (0x0808, 0x0808))
        #expect(try ZIPReader(said).content("é") == content)
    }
}
