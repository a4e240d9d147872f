/// Bytes of a socket, cut into messages: four bytes of length, the highest first, and as many bytes.
struct FrameBuffer {
    private var bytes: [UInt8] = []
    private var start = 0

    /// Adds what was read.
    mutating func append(_ new: some Collection<UInt8>) {
        if start > 0 {
            bytes.removeFirst(start)
            start = 0
        }
        bytes += new
    }

    /// The next whole message; `nil` until there is one.
    mutating func next() throws(ProtocolViolation) -> [UInt8]? {
        guard bytes.count - start >= 4 else { return nil }
        let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        guard (1...ExternalProtocol.frameBytes).contains(length) else {
            throw ProtocolViolation("sends a message of \(length) bytes")
        }
        guard bytes.count - start - 4 >= length else { return nil }
        let frame = Array(bytes[start + 4..<start + 4 + length])
        start += 4 + length
        return frame
    }

    /// A message with its length in front; `nil` for one that is too long.
    static func framed(_ message: [UInt8]) -> [UInt8]? {
        guard (1...ExternalProtocol.frameBytes).contains(message.count) else { return nil }
        var frame: [UInt8] = []
        frame.reserveCapacity(message.count + 4)
        for shift in stride(from: 24, through: 0, by: -8) {
            frame.append(UInt8(truncatingIfNeeded: message.count >> shift))
        }
        return frame + message
    }
}
