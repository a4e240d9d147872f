import COpenSSL

/// Keys out of numbers and raw bytes, without going through DER.
extension PKey {
    /// OpenSSL's names for d, p, q, dp, dq and qi.
    static let rsaSecretNames: [StaticString] = [
        "d", "rsa-factor1", "rsa-factor2", "rsa-exponent1", "rsa-exponent2", "rsa-coefficient1",
    ]

    /// An RSA key; the private part is all of d, p, q, dp, dq and qi, in this order.
    static func rsa(modulus: [UInt8], exponent: [UInt8], secrets: [[UInt8]] = []) throws(JOSEError) -> PKey {
        let parameters = try KeyParameters()
        var isSet = parameters.push("n", modulus) && parameters.push("e", exponent)
        for (name, bytes) in zip(rsaSecretNames, secrets) { isSet = isSet && parameters.push(name, bytes) }
        guard isSet, let key = parameters.key("RSA", isPrivate: !secrets.isEmpty) else {
            throw OpenSSLFailure.unsuitable("these numbers are no RSA key")
        }
        return PKey(owning: key)
    }

    /// A P-256 key.
    static func p256(x: [UInt8], y: [UInt8], secret: [UInt8]? = nil) throws(JOSEError) -> PKey {
        try ec(.p256, x: x, y: y, secret: secret)
    }

    /// A key on P-256 or P-384.
    ///
    /// `EVP_PKEY_fromdata` refuses a point off the curve, and infinity cannot be written as `04‖x‖y`.
    static func ec(_ type: KeyType, x: [UInt8], y: [UInt8], secret: [UInt8]? = nil) throws(JOSEError) -> PKey {
        guard let (group, length) = type.curve else {
            throw JOSEError(.unsuitableKey, "the key is on no curve of ours")
        }
        guard x.count == length, y.count == length else {
            throw JOSEError(.malformed, "coordinates are not \(length) bytes")
        }
        let parameters = try KeyParameters()
        let point = [4] + x + y
        // The builder remembers addresses, so the point must outlive the call that makes the key.
        let key = point.withUnsafeBufferPointer { point -> OpaquePointer? in
            guard parameters.push("group", text: group), parameters.push("pub", octets: point),
                secret.map({ parameters.push("priv", $0) }) ?? true
            else { return nil }
            return parameters.key("EC", isPrivate: secret != nil)
        }
        guard let key else { throw OpenSSLFailure.unsuitable("this point is not on \(group)") }
        return PKey(owning: key)
    }

    /// An Ed25519 or X25519 key.
    static func raw(_ type: KeyType, publicKey: [UInt8]) throws(JOSEError) -> PKey {
        guard publicKey.count == 32, let name = type.rawName,
            let key = EVP_PKEY_new_raw_public_key_ex(nil, name, nil, publicKey, 32)
        else { throw OpenSSLFailure.unsuitable("this is no \(type) key") }
        return PKey(owning: key)
    }

    /// A private Ed25519 or X25519 key.
    static func raw(_ type: KeyType, secret: [UInt8]) throws(JOSEError) -> PKey {
        guard secret.count == 32, let name = type.rawName,
            let key = EVP_PKEY_new_raw_private_key_ex(nil, name, nil, secret, 32)
        else { throw OpenSSLFailure.unsuitable("this is no \(type) key") }
        return PKey(owning: key)
    }

    static func generate(rsaBits: Int) throws(JOSEError) -> PKey { try generated(eid_generate_rsa(rsaBits)) }
    static func generateP256() throws(JOSEError) -> PKey { try generated(eid_generate_p256()) }
    static func generateP384() throws(JOSEError) -> PKey { try generated(eid_generate_p384()) }
    static func generate(_ type: KeyType) throws(JOSEError) -> PKey {
        try generated(eid_generate_named(type.rawName ?? ""))
    }

    private static func generated(_ key: OpaquePointer?) throws(JOSEError) -> PKey {
        guard let key else { throw OpenSSLFailure.unavailable("no key was generated") }
        return PKey(owning: key)
    }
}

/// Reading a key's parts back out.
extension PKey {
    /// A number, big-endian, at least `length` bytes long.
    func number(_ name: String, length: Int = 0) throws(JOSEError) -> [UInt8] {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(pointer, name, &number) == 1, let number else {
            throw OpenSSLFailure.unsuitable("the key has no \(name)")
        }
        defer { BN_clear_free(number) }
        let count = max(length, Int(BN_num_bits(number) + 7) / 8)
        var bytes = [UInt8](repeating: 0, count: count)
        guard BN_bn2binpad(number, &bytes, Int32(clamping: count)) == Int32(clamping: count) else {
            throw OpenSSLFailure.unavailable("no number")
        }
        return bytes
    }

    /// `04‖x‖y` of a P-256 key that was generated here.
    func point() throws(JOSEError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 65)
        var count = 0
        guard
            EVP_PKEY_get_octet_string_param(
                pointer,
                OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY,
                &bytes,
                bytes.count,
                &count
            ) == 1,
            count == 65, bytes.first == 4
        else { throw OpenSSLFailure.unavailable("no point") }
        return bytes
    }

    func rawPublic() throws(JOSEError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        guard EVP_PKEY_get_raw_public_key(pointer, &bytes, &count) == 1, count == 32 else {
            throw OpenSSLFailure.unsuitable("the key has no raw public part")
        }
        return bytes
    }

    func rawSecret() throws(JOSEError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        guard EVP_PKEY_get_raw_private_key(pointer, &bytes, &count) == 1, count == 32 else {
            throw OpenSSLFailure.unsuitable("the key has no raw private part")
        }
        return bytes
    }
}

extension KeyType {
    /// OpenSSL's name for keys that are one string of bytes.
    var rawName: String? {
        switch self {
        case .ed25519: "ED25519"
        case .x25519: "X25519"
        case .rsa, .p256, .p384, .oct: nil
        }
    }

    /// The curve of an EC key by OpenSSL's name, and how many bytes its coordinates and private numbers have.
    var curve: (group: StaticString, length: Int)? {
        switch self {
        case .p256: ("P-256", 32)
        case .p384: ("P-384", 48)
        case .rsa, .ed25519, .x25519, .oct: nil
        }
    }
}

/// Parameters on their way into `EVP_PKEY_fromdata`; its numbers are wiped at the end.
///
/// OpenSSL keeps the address of each name, so names are static strings: any other is gone when the call returns.
private final class KeyParameters {
    let builder: OpaquePointer
    private var numbers: [OpaquePointer] = []

    init() throws(JOSEError) {
        guard let builder = OSSL_PARAM_BLD_new() else { throw OpenSSLFailure.unavailable("no parameters") }
        self.builder = builder
    }

    deinit {
        OSSL_PARAM_BLD_free(builder)
        for number in numbers { BN_clear_free(number) }
    }

    func push(_ name: StaticString, _ bytes: [UInt8]) -> Bool {
        guard let number = BN_bin2bn(bytes, Int32(clamping: bytes.count), nil) else { return false }
        numbers.append(number)
        return OSSL_PARAM_BLD_push_BN(builder, name.address, number) == 1
    }

    func push(_ name: StaticString, text: StaticString) -> Bool {
        OSSL_PARAM_BLD_push_utf8_string(builder, name.address, text.address, 0) == 1
    }

    func push(_ name: StaticString, octets: UnsafeBufferPointer<UInt8>) -> Bool {
        OSSL_PARAM_BLD_push_octet_string(builder, name.address, octets.baseAddress, octets.count) == 1
    }

    func key(_ type: String, isPrivate: Bool) -> OpaquePointer? {
        guard let parameters = OSSL_PARAM_BLD_to_param(builder) else { return nil }
        defer { OSSL_PARAM_free(parameters) }
        guard let context = EVP_PKEY_CTX_new_from_name(nil, type, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        let selection = isPrivate ? eid_selection_keypair : eid_selection_public
        guard EVP_PKEY_fromdata_init(context) == 1, EVP_PKEY_fromdata(context, &key, selection, parameters) == 1 else {
            EVP_PKEY_free(key)
            return nil
        }
        return key
    }
}

extension StaticString {
    /// The text as C has it; it never goes away.
    var address: UnsafePointer<CChar> { UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self) }
}
