import COpenSSL

/// Calls into OpenSSL that come up again and again.
enum OpenSSL {
    /// The error queue belongs to the thread and would be blamed on whoever reads it next, so it is emptied.
    static func failure(_ detail: String, _ code: TrustError.Code = .failed) -> TrustError {
        ERR_clear_error()
        return TrustError(code, detail)
    }

    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var count: UInt32 = 0
        EVP_Digest(bytes, bytes.count, &digest, &count, EVP_sha256(), nil)
        return digest
    }

    /// The bytes of a number, a time or another string.
    static func contents(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
        guard let string, let start = ASN1_STRING_get0_data(string) else { return [] }
        return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(string))))
    }

    /// What an `i2d` function allocates; empty when it fails.
    static func encode(_ body: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32) -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        let count = body(&start)
        guard count > 0, let start else { return [] }
        defer { CRYPTO_free(start, nil, 0) }
        return Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }

    /// What a `d2i` function reads, provided that it reads everything; what it read in part is freed.
    static func decode<T>(
        _ bytes: [UInt8],
        _ read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> T?,
        free: (T) -> Void
    ) -> T? {
        let value = bytes.withUnsafeBufferPointer { buffer -> T? in
            var next = buffer.baseAddress
            guard let value = read(&next, buffer.count) else { return nil }
            if next == buffer.baseAddress.map({ $0 + buffer.count }) { return value }
            free(value)
            return nil
        }
        if value == nil { ERR_clear_error() }
        return value
    }

    /// Hands bytes to a function that reads from a BIO.
    static func reading<T>(_ bytes: [UInt8], _ body: (OpaquePointer) -> T?) -> T? {
        guard let count = Int32(exactly: bytes.count) else { return nil }
        return bytes.withUnsafeBytes { buffer in
            // An empty buffer has no address, and a BIO wants one.
            guard let bio = BIO_new_mem_buf(buffer.baseAddress ?? UnsafeRawPointer(bitPattern: 1), count) else {
                return nil
            }
            defer { BIO_free(bio) }
            return body(bio)
        }
    }

    /// What a function writes to a BIO.
    static func writing(_ body: (OpaquePointer) -> Int32) -> [UInt8]? {
        guard let bio = BIO_new(BIO_s_mem()) else { return nil }
        defer { BIO_free(bio) }
        guard body(bio) == 1 else { return nil }
        var start: UnsafeMutablePointer<CChar>?
        let count = eid_bio_bytes(bio, &start)
        guard count > 0, let start else { return nil }
        return start.withMemoryRebound(to: UInt8.self, capacity: count) {
            Array(UnsafeBufferPointer(start: $0, count: count))
        }
    }
}
