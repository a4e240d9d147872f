import COpenSSL

/// Whether the parts of a key belong together.
extension PKey {
    /// Refuses a private key whose parts contradict each other, and a public point that is not sound.
    ///
    /// The public numbers of an RSA key are `RSARules`' concern.
    func check(_ type: KeyType, isPrivate: Bool) throws(JOSEError) {
        if type == .rsa {
            guard isPrivate else { return }
            try checkNumbers()
            return try checkSignature()
        }
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil) else {
            throw OpenSSLFailure.unavailable("no context")
        }
        defer { EVP_PKEY_CTX_free(context) }
        guard (isPrivate ? EVP_PKEY_check(context) : EVP_PKEY_public_check_quick(context)) == 1 else {
            throw OpenSSLFailure.unsuitable("the key's parts do not belong together")
        }
    }

    /// RFC 8017 §3.2: how the numbers of an RSA key with two primes depend on each other.
    ///
    /// A wrong part beside a right one gives signatures from which the primes can be computed.
    private func checkNumbers() throws(JOSEError) {
        let n = try SecretNumber("n", of: self)
        let e = try SecretNumber("e", of: self)
        let d = try SecretNumber("d", of: self)
        let p = try SecretNumber("rsa-factor1", of: self)
        let q = try SecretNumber("rsa-factor2", of: self)
        // Before any arithmetic: a hostile file must not make us compute with numbers of any size.
        guard p.bitCount > 1, q.bitCount > 1, p.isOdd, q.isOdd, p.isLess(than: n), q.isLess(than: n),
            try p.times(q).equals(n)
        else { throw Self.contradiction("n is not p times q") }

        guard d.isLess(than: n) else { throw Self.contradiction("d is too large") }
        // The same as e · d = 1 mod lcm(p - 1, q - 1).
        let pLess = try p.minusOne()
        let qLess = try q.minusOne()
        guard try e.times(d).modulo(pLess).isOne, try e.times(d).modulo(qLess).isOne else {
            throw Self.contradiction("d does not undo e")
        }
        guard try SecretNumber("rsa-exponent1", of: self).equals(d.modulo(pLess)) else {
            throw Self.contradiction("dp is not d mod p - 1")
        }
        guard try SecretNumber("rsa-exponent2", of: self).equals(d.modulo(qLess)) else {
            throw Self.contradiction("dq is not d mod q - 1")
        }
        let coefficient = try SecretNumber("rsa-coefficient1", of: self)
        guard coefficient.isLess(than: p), try coefficient.times(q).modulo(p).isOne else {
            throw Self.contradiction("qi is not the inverse of q mod p")
        }
    }

    /// Signs and verifies once, which takes a millisecond where testing two primes takes fifty.
    ///
    /// With p or q composite, e · d = 1 mod p - 1 is no longer enough to get a message back, so this fails for all but a
    /// vanishing share of such numbers. What is left are keys that their own owner crafted, and an owner who wants a weak
    /// key can have one of proven primes as well.
    private func checkSignature() throws(JOSEError) {
        let digest = SHA256.digest("Does this key verify what it signs?")
        let signature = try? Signatures.signDigest(digest, template(.sign(.rs256)))
        guard let signature, try Signatures.verifyDigest(digest, signature, template(.verify(.rs256))) else {
            throw Self.contradiction("it does not verify what it signs")
        }
    }

    private static func contradiction(_ what: String) -> JOSEError {
        OpenSSLFailure.unsuitable("the RSA key's parts do not belong together: \(what)")
    }
}
