import CZlib

/// Unfolds Flate data up to a limit.
package enum Inflation {
    /// The unfolded bytes; damaged or truncated data and data beyond the limit are refused.
    ///
    /// Raw data, as in ZIP files, have neither header nor checksum. Data that `mayEndFlushed` may lack their end if they
    /// stop where their writer flushed them.
    package static func inflate(
        _ data: ArraySlice<UInt8>,
        limit: Int,
        isRaw: Bool = false,
        mayEndFlushed: Bool = false
    ) throws(PDFError) -> [UInt8] {
        // zlib keeps a pointer to this struct, so it must not move.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer {
            stream.deinitialize(count: 1)
            stream.deallocate()
        }
        guard inflateInit2_(stream, isRaw ? -15 : 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .tooLarge("there is no memory for unfolding a stream")
        }
        defer { inflateEnd(stream) }
        let isFlushed = mayEndFlushed && data.suffix(flushMark.count).elementsEqual(flushMark)
        let result = data.withUnsafeBufferPointer { input in
            unfold(stream, input, limit: limit, isFlushed: isFlushed)
        }
        switch result {
        case .success(let bytes): return bytes
        case .failure(let error): throw error
        }
    }

    /// The length of an empty stored block, which is what flushing writes (RFC 1951 §3.2.4).
    private static let flushMark: [UInt8] = [0x00, 0x00, 0xFF, 0xFF]
    /// What zlib says of itself between two blocks, of which neither is the last, with no bits left over.
    private static let betweenBlocks: Int32 = 128

    private static func unfold(
        _ stream: UnsafeMutablePointer<z_stream>,
        _ input: UnsafeBufferPointer<UInt8>,
        limit: Int,
        isFlushed: Bool
    ) -> Result<[UInt8], PDFError> {
        guard let count = UInt32(exactly: input.count) else { return .failure(.tooLarge("a stream is too large")) }
        // zlib reads through this pointer only, although its type says otherwise.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = count
        var output: [UInt8] = []
        let step = min(max(input.count * 4, 4_096), 1 << 20)
        while true {
            var status: Int32 = Z_OK
            let chunk = [UInt8](unsafeUninitializedCapacity: step) { buffer, used in
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = UInt32(step)
                status = CZlib.inflate(stream, Z_NO_FLUSH)
                used = step - Int(stream.pointee.avail_out)
            }
            guard chunk.count <= limit - output.count else {
                return .failure(.tooLarge("a stream unfolds to more than the limit"))
            }
            output.append(contentsOf: chunk)
            if status == Z_STREAM_END { return .success(output) }
            if isFlushed, status == Z_OK || status == Z_BUF_ERROR, stream.pointee.avail_in == 0,
                stream.pointee.avail_out > 0, stream.pointee.data_type == betweenBlocks
            {
                return .success(output)
            }
            guard status == Z_OK, !chunk.isEmpty || stream.pointee.avail_in > 0 else {
                return .failure(.malformed("a compressed stream is damaged"))
            }
        }
    }
}
