import Glibc

/// Asks `/health/ready` over a bare socket, because an HTTP client would wait between attempts.
struct ReadinessProbe {
    let port: Int

    /// Whether the answer is 200 at this moment.
    func isReady() -> Bool {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard handle >= 0 else { return false }
        defer { close(handle) }
        guard Self.connect(handle, to: port) else { return false }
        let request = Array("GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n".utf8)
        guard send(handle, request, request.count, 0) == request.count else { return false }
        var answer = [UInt8](repeating: 0, count: 12)
        guard recv(handle, &answer, answer.count, Int32(MSG_WAITALL)) == answer.count else { return false }
        return answer == Array("HTTP/1.1 200".utf8)
    }

    private static func connect(_ handle: Int32, to port: Int) -> Bool {
        var address = loopback(port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// Ports that nobody uses at the moment, all open at once so that they differ.
    static func freePorts(_ count: Int) throws -> [Int] {
        var handles: [Int32] = []
        defer { handles.forEach { _ = close($0) } }
        return try (0..<count).map { _ in
            let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            handles.append(handle)
            var address = loopback(0)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(handle, $0, length) == 0 && getsockname(handle, $0, &length) == 0
                }
            }
            guard handle >= 0, isBound else { throw BenchmarkFailure("no free port") }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
