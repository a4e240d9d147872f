import COpenSSL

/// A number of OpenSSL's, wiped when it goes away.
struct SecretNumber: ~Copyable {
    private let pointer: OpaquePointer

    /// A part of a key, by OpenSSL's name for it.
    init(_ name: StaticString, of key: PKey) throws(JOSEError) {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key.pointer, name.address, &number) == 1, let number else {
            throw OpenSSLFailure.unsuitable("the key has no \(name)")
        }
        pointer = number
    }

    private init() throws(JOSEError) {
        guard let number = BN_new() else { throw OpenSSLFailure.unavailable("no number") }
        pointer = number
    }

    deinit { BN_clear_free(pointer) }

    var bitCount: Int { Int(BN_num_bits(pointer)) }
    var isOdd: Bool { BN_is_odd(pointer) == 1 }
    var isOne: Bool { BN_is_one(pointer) == 1 }

    func equals(_ other: borrowing SecretNumber) -> Bool { BN_cmp(pointer, other.pointer) == 0 }
    func isLess(than other: borrowing SecretNumber) -> Bool { BN_cmp(pointer, other.pointer) < 0 }

    func minusOne() throws(JOSEError) -> SecretNumber {
        let pointer = pointer
        return try Self.result { result, _ in BN_copy(result, pointer) != nil && BN_sub_word(result, 1) == 1 }
    }

    func times(_ other: borrowing SecretNumber) throws(JOSEError) -> SecretNumber {
        let (left, right) = (pointer, other.pointer)
        return try Self.result { BN_mul($0, left, right, $1) == 1 }
    }

    func modulo(_ divisor: borrowing SecretNumber) throws(JOSEError) -> SecretNumber {
        let (number, divisor) = (pointer, divisor.pointer)
        return try Self.result { BN_nnmod($0, number, divisor, $1) == 1 }
    }

    /// What a computation leaves in a new number; it gets room to work in as well.
    private static func result(
        _ compute: (_ result: OpaquePointer, _ scratch: OpaquePointer) -> Bool
    ) throws(JOSEError) -> SecretNumber {
        let result = try SecretNumber()
        let scratch = try Scratch()
        guard compute(result.pointer, scratch.pointer) else {
            throw OpenSSLFailure.unavailable("no memory to compute in")
        }
        return result
    }
}

/// Where OpenSSL computes; it wipes this as well.
private struct Scratch: ~Copyable {
    let pointer: OpaquePointer

    init() throws(JOSEError) {
        guard let pointer = BN_CTX_new() else { throw OpenSSLFailure.unavailable("no memory") }
        self.pointer = pointer
    }

    deinit { BN_CTX_free(pointer) }
}
