/// Compressed bodies, made by hand.
enum GzipSamples {
    private static let head: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]

    /// "hello" in a stored block, with its checksum.
    static let hello: [UInt8] =
        head + [1, 5, 0, 0xfa, 0xff] + Array("hello".utf8) + [0x86, 0xa6, 0x10, 0x36, 5, 0, 0, 0]

    /// `runs` × 258 zeros in 13 bits each (RFC 1951 §3.2.6), so about 160 times smaller than what comes out.
    static func bomb(runs: Int) -> [UInt8] {
        var bytes = head
        var buffer = 0
        var filled = 0
        func put(_ bits: String) {
            for bit in bits.utf8 {
                buffer |= (bit == UInt8(ascii: "1") ? 1 : 0) << filled
                filled += 1
                if filled == 8 {
                    bytes.append(UInt8(buffer))
                    (buffer, filled) = (0, 0)
                }
            }
        }
        put("1" + "10" + "00110000")
        for _ in 0..<runs { put("11000101" + "00000") }
        put("0000000" + "0000000")
        return bytes + Array(repeating: 0, count: 8)
    }
}
