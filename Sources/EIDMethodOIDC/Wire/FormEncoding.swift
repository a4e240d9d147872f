import EIDJOSE

/// Writes names and values for a query or a form body.
package enum FormEncoding {
    /// The fields in their order, percent-encoded.
    package static func encode(_ fields: [(String, String)]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        for (name, value) in fields {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
            PercentEncoding.escape(name, into: &bytes)
            bytes.append(UInt8(ascii: "="))
            PercentEncoding.escape(value, into: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
