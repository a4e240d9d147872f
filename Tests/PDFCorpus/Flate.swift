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

    /// All the data and no end, as writers leave it that flush and never finish.
    static func flushed(_ bytes: [UInt8]) -> [UInt8] {
        var input = bytes
        // zlib keeps a pointer to this struct, so it must not move.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        deflateInit_(stream, 9, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(stream) }
        let room = bytes.count + 64
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, used in
            input.withUnsafeMutableBufferPointer { input in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = UInt32(room)
                _ = CZlib.deflate(stream, Z_SYNC_FLUSH)
            }
            used = room - Int(stream.pointee.avail_out)
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
