/// What the public numbers of an RSA key must be.
///
/// OpenSSL's own check takes milliseconds for every key that an upstream publishes: it also proves that the modulus is no
/// prime and no power of one, which only the owner of the key could have brought about, and to nobody's harm but its own.
enum RSARules {
    static func check(modulus: [UInt8], exponent: [UInt8]) throws(JOSEError) {
        let modulus = modulus.drop { $0 == 0 }
        let exponent = exponent.drop { $0 == 0 }
        let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
        guard (2048...4096).contains(bits) else {
            throw JOSEError(.unsuitableKey, "RSA keys have 2048 to 4096 bits, this one \(bits)")
        }
        // OpenSSL caps the exponent at 64 bits only above 3072 bits; nobody needs more than 32.
        guard exponent.count <= 4, exponent.last.map({ $0 & 1 == 1 }) ?? false,
            exponent.reduce(UInt64(0), { $0 << 8 | UInt64($1) }) >= 65537
        else { throw JOSEError(.unsuitableKey, "the RSA exponent must be odd and at least 65537") }
        guard modulus.last.map({ $0 & 1 == 1 }) ?? false else {
            throw JOSEError(.unsuitableKey, "the RSA modulus is even")
        }

        let words = words(modulus)
        var mayBeWeak = true
        for (prime, powers) in primes {
            let rest = words.reduce(UInt64(0)) { ($0 << 32 | $1) % prime }
            guard rest != 0 else { throw JOSEError(.unsuitableKey, "the RSA modulus is a multiple of \(prime)") }
            if mayBeWeak, let powers { mayBeWeak = powers.contains(rest) }
        }
        // ROCA: chip cards of several national eIDs made moduli that are powers of 65537 modulo every small prime.
        guard !mayBeWeak else {
            throw JOSEError(.unsuitableKey, "the RSA key comes from a faulty chip library (CVE-2017-15361)")
        }
    }

    /// The odd primes below 752, as in the product that NIST SP 800-89 §5.3.3 has the modulus tested against; those up to 167
    /// are the fingerprint of ROCA as well and have the powers of 65537 modulo themselves.
    private static let primes: [(prime: UInt64, powers: Set<UInt64>?)] =
        stride(from: UInt64(3), to: 752, by: 2)
        .filter { candidate in !stride(from: 3, to: candidate, by: 2).contains { candidate % $0 == 0 } }
        .map { ($0, $0 <= 167 ? powers(modulo: $0) : nil) }

    private static func powers(modulo prime: UInt64) -> Set<UInt64> {
        var powers: Set<UInt64> = []
        var power: UInt64 = 1
        while powers.insert(power).inserted { power = power * 65537 % prime }
        return powers
    }

    /// The number in pieces of 32 bits, so that a remainder and the next piece fit a word.
    private static func words(_ number: ArraySlice<UInt8>) -> [UInt64] {
        var words: [UInt64] = []
        words.reserveCapacity(number.count / 4 + 1)
        var word: UInt64 = 0
        for (index, byte) in number.enumerated() {
            word = word << 8 | UInt64(byte)
            guard (number.count - index - 1).isMultiple(of: 4) else { continue }
            words.append(word)
            word = 0
        }
        return words
    }
}
