/// SHA-1 as the specification writes it, for the nonce of a certificate's status.
enum SimulatedSHA1 {
    /// The digest of a text.
    static func digest(_ text: String) -> [UInt8] { digest(Array(text.utf8)) }

    /// The digest of some bytes.
    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var message = bytes
        let length = UInt64(message.count * 8)
        message.append(0x80)
        message += Array(repeating: 0, count: (120 - message.count % 64) % 64)
        message += (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(56 - 8 * $0)) }
        var h: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        for start in stride(from: 0, to: message.count, by: 64) {
            var w = [UInt32](repeating: 0, count: 80)
            for t in 0..<80 {
                if t < 16 {
                    for byte in 0..<4 { w[t] = w[t] << 8 | UInt32(message[start + t * 4 + byte]) }
                } else {
                    let mixed = w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16]
                    w[t] = mixed << 1 | mixed >> 31
                }
            }
            var v = h
            for t in 0..<80 {
                let f: UInt32
                switch t / 20 {
                case 0: f = v[3] ^ (v[1] & (v[2] ^ v[3]))
                case 2: f = (v[1] & v[2]) ^ (v[1] & v[3]) ^ (v[2] & v[3])
                default: f = v[1] ^ v[2] ^ v[3]
                }
                let k: [UInt32] = [0x5A82_7999, 0x6ED9_EBA1, 0x8F1B_BCDC, 0xCA62_C1D6]
                let next = (v[0] << 5 | v[0] >> 27) &+ f &+ v[4] &+ k[t / 20] &+ w[t]
                v = [next, v[0], v[1] << 30 | v[1] >> 2, v[2], v[3]]
            }
            for index in 0..<5 { h[index] &+= v[index] }
        }
        return h.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
    }
}
