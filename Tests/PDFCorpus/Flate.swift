import CZlib

/// Compression for the generator.
enum Flate {
    static func deflate(_ bytes: [UInt8]) -> [UInt8] {
        var size = compressBound(uLong(bytes.count))
        return [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, used in
            _ = compress2(buffer.baseAddress, &size, bytes, uLong(bytes.count), 9)
            used = Int(size)
        }
    }

    /// Rows as PNG's filter "up" leaves them.
    static func upFiltered(_ rows: [[UInt8]]) -> [UInt8] {
        var above = [UInt8](repeating: 0, count: rows.first?.count ?? 0)
        var result: [UInt8] = []
        for row in rows {
            result.append(2)
            for (index, byte) in row.enumerated() { result.append(byte &- above[index]) }
            above = row
        }
        return result
    }
}
