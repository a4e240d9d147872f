import COpenSSL

/// Bytes that are wiped when the last owner lets go: content keys, shared secrets, symmetric keys.
///
/// Unchecked but sendable: the memory is written by whoever makes it, before anybody else has it, and only read
/// afterwards.
package final class SecretBytes: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer

    /// Allocates zeros and lets `fill` write them.
    package init(count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        memory = .allocate(byteCount: max(count, 1), alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        self.count = count
        fill(UnsafeMutableRawBufferPointer(rebasing: memory[..<count]))
    }

    package convenience init(_ bytes: some Collection<UInt8>) {
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
    }

    package static func random(_ count: Int) throws(JOSEError) -> SecretBytes {
        var done = false
        let secret = SecretBytes(count: count) { done = RAND_priv_bytes_ex(nil, $0.baseAddress, $0.count, 0) == 1 }
        guard done else { throw OpenSSLFailure.unavailable("no random bytes") }
        return secret
    }

    deinit {
        OPENSSL_cleanse(memory.baseAddress, memory.count)
        memory.deallocate()
    }

    package let count: Int

    package func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[..<count]))
    }

    /// For a secret that has just been made and that nobody else holds yet.
    func withMutableBytes<R>(_ body: (UnsafeMutableRawBufferPointer) -> R) -> R {
        body(UnsafeMutableRawBufferPointer(rebasing: memory[..<count]))
    }

    /// A part of the secret, as a secret of its own.
    package func part(_ range: Range<Int>) -> SecretBytes {
        withBytes { SecretBytes($0[range.clamped(to: 0..<count)]) }
    }

    package var copy: [UInt8] { withBytes { Array($0) } }
}
