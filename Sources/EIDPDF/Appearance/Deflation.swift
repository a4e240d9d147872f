import CZlib

/// Compresses what we add to documents.
enum Deflation {
    /// The bytes as Flate data, or `nil` if zlib fails.
    static func deflate(_ bytes: [UInt8]) -> [UInt8]? {
        var size = compressBound(uLong(bytes.count))
        var isDone = false
        let result = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, used in
            isDone = compress2(buffer.baseAddress, &size, bytes, uLong(bytes.count), Z_DEFAULT_COMPRESSION) == Z_OK
            used = isDone ? Int(size) : 0
        }
        return isDone ? result : nil
    }
}
