import EIDJOSE
import EIDSimulatorTrust
import FoundationEssentials

/// What the responder says about a person's certificate (RFC 6960), signed by the simulator's own authority.
struct StatusAnswer {
    let madeAt: Date
    let isRevoked: Bool
    /// The value of the nonce's extension.
    let nonce: [UInt8]

    /// The response in DER, about a certificate of an issuer.
    func signed(by responder: IssuedCertificate, about person: IssuedCertificate) throws -> [UInt8] {
        let names = try CertificateNames(of: person)
        let time = Self.element(0x18, Array("\(madeAt.ISO8601Format().filter { "0"..."9" ~= $0 })Z".utf8))
        let sha1 = Self.sequence(Self.oid([0x2B, 0x0E, 3, 2, 0x1A]), Self.element(0x05, []))
        let certificate = Self.sequence(
            sha1,
            Self.element(0x04, SimulatedSHA1.digest(names.issuer)),
            Self.element(0x04, SimulatedSHA1.digest(names.issuerKey)),
            Self.element(0x02, person.serial.bytes)
        )
        let status = isRevoked ? Self.element(0xA1, time) : Self.element(0x80, [])
        let single = Self.sequence(certificate, status, time)
        let nonce = Self.sequence(
            Self.oid([0x2B, 6, 1, 5, 5, 7, 0x30, 1, 2]),
            Self.element(0x04, Self.element(0x04, nonce))
        )
        let contents = Self.sequence(
            Self.element(0xA1, try CertificateNames(of: responder).subject),
            time,
            Self.sequence(single),
            Self.element(0xA1, Self.sequence(nonce))
        )
        let algorithm = Self.sequence(
            Self.oid([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 0x0B]),
            Self.element(0x05, [])
        )
        let value = try responder.sign(digest: SHA256.digest(contents))
        let basic = Self.sequence(
            contents,
            algorithm,
            Self.element(0x03, [0] + value),
            Self.element(0xA0, Self.sequence(responder.certificate))
        )
        let bytes = Self.sequence(Self.oid([0x2B, 6, 1, 5, 5, 7, 0x30, 1, 1]), Self.element(0x04, basic))
        return Self.sequence(Self.element(0x0A, [0]), Self.element(0xA0, bytes))
    }

    private static func oid(_ bytes: [UInt8]) -> [UInt8] { element(0x06, bytes) }
    private static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(0x30, parts.flatMap(\.self)) }

    private static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        var length: [UInt8] = []
        if contents.count < 128 {
            length = [UInt8(contents.count)]
        } else {
            var rest = contents.count
            while rest > 0 {
                length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
                rest >>= 8
            }
            length.insert(0x80 | UInt8(length.count), at: 0)
        }
        return [tag] + length + contents
    }
}
