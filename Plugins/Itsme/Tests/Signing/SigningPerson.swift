import EIDJOSE
import FoundationEssentials

/// Who signs in these tests: made-up certificates, and values that only these tests call signatures.
enum SigningPerson {
    /// The signer's certificate and its issuer's: DER as far as the plugin looks.
    static let chain = [certificate("Lotte Verbrugge"), certificate("Fictional Issuing CA")]
    static let otherChain = [certificate("Somebody Else"), certificate("Fictional Issuing CA")]

    static func certificate(_ name: String) -> Data {
        let content = Array(name.utf8) + [UInt8](repeating: 0, count: 100)
        return Data([0x30, UInt8(truncatingIfNeeded: content.count)] + content)
    }

    static func value(over digest: Data) -> [UInt8] {
        HMACSHA256.code(for: digest, key: Array("the key of Lotte Verbrugge".utf8))
    }

    static func pem(_ chain: [Data]) -> String {
        chain.map { der in
            let base64 = Array(Base64.encode(der))
            let lines = stride(from: 0, to: base64.count, by: 64).map {
                String(base64[$0..<min($0 + 64, base64.count)])
            }
            return (["-----BEGIN CERTIFICATE-----"] + lines + ["-----END CERTIFICATE-----", ""]).joined(separator: "\n")
        }.joined()
    }

    /// ISO 8859-15, spelled out apart from the plugin's own table.
    static func canShow(_ text: String) -> Bool {
        let added: Set<UInt32> = [0x20AC, 0x160, 0x161, 0x17D, 0x17E, 0x152, 0x153, 0x178]
        let absent: Set<UInt32> = [0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE]
        return text.unicodeScalars.count <= 255
            && text.unicodeScalars.allSatisfy { scalar in
                let value = scalar.value
                return (0x20...0x7E ~= value || 0xA0...0xFF ~= value) && !absent.contains(value)
                    || added.contains(value)
            }
    }
}
