import Foundation
import Synchronization

/// Ports on loopback that nobody uses at the moment.
enum FreePort {
    /// Below the range from which the system takes ports for outgoing connections, so that none of those gets in between.
    private static let next = Mutex(20_000 + Int(getpid()) * 97 % 10_000)

    /// Takes ports that no other test of this process gets.
    static func take(_ count: Int) throws -> [Int] {
        var found: [Int] = []
        for _ in 0..<2_000 {
            let port = next.withLock { next in
                next = next < 32_000 ? next + 1 : 20_000
                return next
            }
            if isFree(port) { found.append(port) }
            if found.count == count { return found }
        }
        throw FlowFailure("no free port")
    }

    private static func isFree(_ port: Int) -> Bool {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { _ = close(handle) }
        var address = loopback(UInt16(port))
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
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
