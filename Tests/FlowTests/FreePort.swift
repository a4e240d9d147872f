import Foundation

/// Ports on loopback that nobody uses at the moment.
enum FreePort {
    /// Asks the system for ports, all open at once so that they differ.
    static func take(_ count: Int) throws -> [Int] {
        var sockets: [Int32] = []
        defer { sockets.forEach { _ = close($0) } }
        return try (0..<count).map { _ in
            let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            sockets.append(handle)
            var address = loopback(0)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(handle, $0, length) == 0 && getsockname(handle, $0, &length) == 0
                }
            }
            guard handle >= 0, isBound else { throw FlowFailure("no free port") }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }

    /// Whether something listens.
    static func isOpen(_ port: Int) -> Bool {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { _ = close(handle) }
        var address = loopback(UInt16(port))
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
