import SwiftASN1

/// The two ways to write an ECDSA value: r‖s in tokens and at some services, `SEQUENCE { r, s }` in CMS.
package enum ECDSAValue {
    /// Takes either form and gives DER, or `nil` for anything else.
    ///
    /// `size` is the length of one number on the curve.
    static func der(_ value: [UInt8], size: Int) -> [UInt8]? {
        // A DER value of exactly twice the size would be ambiguous only if r‖s happened to be DER too; the cryptography
        // decides afterwards, since whatever comes out of here is verified.
        if let parsed = numbers(value, size: size) { return encoded(parsed) }
        guard value.count == 2 * size else { return nil }
        return encoded([value[..<size], value[size...]])
    }

    /// DER as r‖s.
    package static func raw(_ der: [UInt8], size: Int) -> [UInt8]? {
        numbers(der, size: size).map { numbers in
            numbers.flatMap { [UInt8](repeating: 0, count: size - $0.count) + $0 }
        }
    }

    private static func encoded(_ numbers: [ArraySlice<UInt8>]) -> [UInt8] {
        DERElement.sequence(numbers.map { .integer(magnitude: $0) }).bytes
    }

    private static func numbers(_ der: [UInt8], size: Int) -> [ArraySlice<UInt8>]? {
        guard var reader = try? DERReader(sequence: der, "value") else { return nil }
        var numbers: [ArraySlice<UInt8>] = []
        for _ in 0..<2 {
            guard let bytes = try? reader.next(.integer).integerBytes("value"), let first = bytes.first, first < 0x80
            else { return nil }
            let digits = bytes.drop { $0 == 0 }
            guard digits.count <= size else { return nil }
            numbers.append(digits)
        }
        guard reader.upcoming == nil else { return nil }
        return numbers
    }
}
