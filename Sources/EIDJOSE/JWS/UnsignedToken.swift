import EIDJSON

/// A token in its compact form whose signature is still to come, from a key here or elsewhere.
package struct UnsignedToken: Sendable {
    /// What is signed: header and payload.
    package private(set) var bytes: [UInt8]

    /// Writes header and payload; the header names the algorithm, the key and the types.
    package init(
        _ payload: some Collection<UInt8>,
        algorithm: SignatureAlgorithm,
        keyID: String?,
        type: String? = nil,
        contentType: String? = nil
    ) {
        var header = JSONWriter(reserving: 128)
        header.beginObject()
        header.member("alg", algorithm.rawValue)
        if let keyID { header.member("kid", keyID) }
        if let type { header.member("typ", type) }
        if let contentType { header.member("cty", contentType) }
        header.endObject()
        bytes = []
        // Header, payload and the longest signature (RSA 4096), each a third longer in base64.
        bytes.reserveCapacity((header.bytes.count + payload.count + 520) * 4 / 3 + 8)
        Base64URL.encode(header.bytes, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        Base64URL.encode(payload, to: &bytes)
    }

    /// The token with its signature.
    package consuming func signed(_ signature: [UInt8]) -> String {
        bytes.append(UInt8(ascii: "."))
        Base64URL.encode(signature, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
