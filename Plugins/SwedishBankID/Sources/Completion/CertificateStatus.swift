import EIDMethod
import FoundationEssentials

/// The answer about the person's certificate that comes with a completed order (OCSP, RFC 6960).
///
/// Read for what it says: *good*, made at the time of the order, for this very signature. Its own signature is not verified
/// (README, "Claims and assurance").
struct CertificateStatus: Sendable {
    let isGood: Bool
    let producedAt: Date
    let nonce: [UInt8]

    /// Reads a response.
    init(der bytes: [UInt8]) throws(MethodError) {
        do throws(DERReader.Malformed) {
            var outer = DERReader(bytes)
            var response = try outer.enter(0x30)
            try outer.finish()
            guard try response.read(0x0A) == [0] else { throw DERReader.Malformed() }
            var explicit = try response.enter(0xA0)
            var wrapped = try explicit.enter(0x30)
            guard try wrapped.read(0x06) == Self.basic else { throw DERReader.Malformed() }
            var octets = DERReader(try wrapped.read(0x04))
            var basic = try octets.enter(0x30)
            var data = try basic.enter(0x30)
            _ = try data.optional(0xA0)
            // The responder by name or by key.
            if try data.optional(0xA1) == nil { _ = try data.read(0xA2) }
            guard let made = Self.time(try data.read(0x18)) else { throw DERReader.Malformed() }
            producedAt = made
            var answers = try data.enter(0x30)
            var single = try answers.enter(0x30)
            // One certificate is asked about; a second answer would leave open which of them counts.
            try answers.finish()
            _ = try single.read(0x30)
            isGood = try single.optional(0x80) != nil
            nonce = try Self.nonce(in: try data.optional(0xA1) ?? [])
        } catch {
            throw MethodError(.untrusted, "the status of the certificate cannot be read")
        }
    }

    /// Refuses anything but *good*, said in time about the certificate of this signature.
    func require(signature: String, within times: ClosedRange<Date>) throws(MethodError) {
        guard isGood else { throw MethodError(.refused, "the person's certificate is not good") }
        guard times.contains(producedAt) else {
            throw MethodError(.untrusted, "the status of the certificate is not from the time of the order")
        }
        // BankID: SHA-1 of the base64 of the signature, and twelve random bytes behind it.
        guard nonce.count == 32, nonce.prefix(20).elementsEqual(SHA1.digest(signature.utf8)) else {
            throw MethodError(.untrusted, "the status of the certificate is not for this signature")
        }
    }

    private static func nonce(in extensions: [UInt8]) throws(DERReader.Malformed) -> [UInt8] {
        guard !extensions.isEmpty else { return [] }
        var wrapper = DERReader(extensions)
        var list = try wrapper.enter(0x30)
        var found: [UInt8] = []
        while !list.isAtEnd {
            var item = try list.enter(0x30)
            guard try item.read(0x06) == nonceExtension else { continue }
            _ = try item.optional(0x01)
            guard found.isEmpty else { throw DERReader.Malformed() }
            let value = try item.read(0x04)
            // RFC 8954: the value is an octet string of its own; older responders leave that out.
            var inner = DERReader(value)
            found = value.count == 32 ? value : try inner.read(0x04)
        }
        return found
    }

    /// `YYYYMMDDHHMMSSZ`, with or without a fraction.
    private static func time(_ bytes: [UInt8]) -> Date? {
        let text = String(decoding: bytes, as: UTF8.self)
        let digits = text.prefix { ("0"..."9").contains($0) }
        guard digits.utf8.count == 14, text.hasSuffix("Z"), text.utf8.count <= 24 else { return nil }
        func part(_ from: Int, _ count: Int) -> Substring { digits.dropFirst(from).prefix(count) }
        let date = "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))T\(part(8, 2)):\(part(10, 2)):\(part(12, 2))Z"
        return try? Date(date, strategy: .iso8601)
    }

    /// id-pkix-ocsp-basic and id-pkix-ocsp-nonce.
    private static let basic: [UInt8] = [0x2B, 6, 1, 5, 5, 7, 0x30, 1, 1]
    private static let nonceExtension: [UInt8] = [0x2B, 6, 1, 5, 5, 7, 0x30, 1, 2]
}
