import FoundationEssentials
import SwiftASN1

/// Reading single values; each throws where the node is something else.
extension ASN1Node {
    var element: DERElement { DERElement(encoded: encodedBytes) }

    /// The content of an element without parts.
    func primitive(_ place: String) throws(SignatureError) -> ArraySlice<UInt8> {
        guard case .primitive(let bytes) = content else {
            throw SignatureError(.malformed, "\(place) has parts where it should have none")
        }
        return bytes
    }

    func oid(_ place: String) throws(SignatureError) -> OID {
        guard identifier == .objectIdentifier, let oid = OID(bytes: try primitive(place)) else {
            throw SignatureError(.malformed, "\(place) holds no object identifier where one belongs")
        }
        return oid
    }

    func octets(_ place: String) throws(SignatureError) -> [UInt8] {
        guard identifier == .octetString else {
            throw SignatureError(.malformed, "\(place) holds no octet string where one belongs")
        }
        return Array(try primitive(place))
    }

    /// The bytes of a number as they stand, with the sign.
    func integerBytes(_ place: String) throws(SignatureError) -> [UInt8] {
        let bytes = try primitive(place)
        guard identifier == .integer, !bytes.isEmpty else {
            throw SignatureError(.malformed, "\(place) holds no number where one belongs")
        }
        return Array(bytes)
    }

    /// A small number that is not negative.
    func smallInteger(_ place: String) throws(SignatureError) -> Int {
        let bytes = try integerBytes(place)
        guard bytes.count <= 5, let first = bytes.first, first < 0x80 else {
            throw SignatureError(.malformed, "\(place) holds a number out of range")
        }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    func boolean(_ place: String) throws(SignatureError) -> Bool {
        let bytes = try primitive(place)
        guard identifier == .boolean, bytes.count == 1, let byte = bytes.first, byte == 0 || byte == 0xFF else {
            throw SignatureError(.malformed, "\(place) holds no boolean where one belongs")
        }
        return byte == 0xFF
    }

    /// A bit string without its count of unused bits.
    func bits(_ place: String) throws(SignatureError) -> [UInt8] {
        let bytes = try primitive(place)
        guard identifier == .bitString, let unused = bytes.first, unused < 8, bytes.count > 1 || unused == 0 else {
            throw SignatureError(.malformed, "\(place) holds no bit string where one belongs")
        }
        return Array(bytes.dropFirst())
    }

    /// The content as text of one byte per character: URLs, languages.
    func ascii(_ place: String) throws(SignatureError) -> String {
        let bytes = try primitive(place)
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            throw SignatureError(.malformed, "\(place) holds text that is not ASCII")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// UTCTime or GeneralizedTime, in Zulu as DER wants it.
    func time(_ place: String) throws(SignatureError) -> Date {
        let text = try ascii(place)
        let isShort = identifier == .utcTime
        guard isShort || identifier == .generalizedTime, let date = DERTime.read(text, isShort: isShort) else {
            throw SignatureError(.malformed, "\(place) holds no time where one belongs")
        }
        return date
    }
}
